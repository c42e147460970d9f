import { type KeyboardEvent, useContext, useState } from 'react'
import {
  ComboBox,
  ComboBoxStateContext,
  Input,
  type InputProps,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
} from 'react-aria-components'
import type { Option } from './fields.tsx'
import { matches } from './match.ts'

type Common = {
  readonly label: string
  readonly options: readonly Option[]
  readonly error?: string | undefined
  readonly className?: string
}

/** Of a list longer than anybody walks through, the first few: the others are found by typing on. */
const walkable = 500
const mostListed = 50
const listed = (options: readonly Option[], isFound: (option: Option) => boolean): readonly Option[] => {
  if (options.length <= walkable) return options.filter(isFound)
  const found: Option[] = []
  for (const option of options) {
    if (found.length === mostListed) break
    if (isFound(option)) found.push(option)
  }
  return found
}

/**
 * React Aria closes a list when the page moves under it, and what was typed is gone: rows that are drawn above it do that.
 * The list moves with the page, so that it may stay.
 */
function Options({ options }: { readonly options: readonly Option[] }) {
  const state = useContext(ComboBoxStateContext)
  const onOpenChange = (isOpen: boolean): void => {
    if (!isOpen && window.event?.type !== 'scroll') state?.close()
  }
  return (
    <Popover className="popover" offset={2} isOpen={state?.isOpen === true} onOpenChange={onOpenChange}>
      <ListBox items={options.map((option) => ({ ...option, id: option.value }))}>
        {(option) => (
          <ListBoxItem className="option" textValue={option.label}>
            {option.label}
          </ListBoxItem>
        )}
      </ListBox>
    </Popover>
  )
}

type OneProps = Common & {
  readonly value: string
  readonly onChange: (value: string) => void
  /** After a value was taken by Enter: where a form goes on by itself. */
  readonly onChosen?: () => void
}

type PickerInputProps = InputProps & { readonly typed: string; readonly shown: readonly Option[] }

/**
 * Enter takes the first match where none was walked to: type two letters, Enter, done. The first match is given the
 * list's own focus on the way down, before the list decides what Enter means.
 */
function PickerInput({ typed, shown, ...props }: PickerInputProps) {
  const state = useContext(ComboBoxStateContext)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || typed.trim() === '') return
    if (state?.selectionManager.focusedKey == null)
      state?.selectionManager.setFocusedKey(shown[0]?.value ?? null)
  }
  return (
    <div className="contents" role="presentation" onKeyDownCapture={onKeyDown}>
      {/* only typing opens the list: a text that changes by itself (a draft, another language) does not */}
      <Input {...props} onInput={() => state?.open(null, 'input')} />
    </div>
  )
}

/** One code, found by typing part of its label, its code or its initials. */
export function CodePicker({ label, options, value, onChange, error, className, onChosen }: OneProps) {
  const [text, setText] = useState<string | null>(null)
  const chosen = options.find((option) => option.value === value)?.label ?? value
  const found = listed(options, (option) => text === null || matches(option, text))
  const current = options.find((option) => option.value === value)
  // the list has to know what is chosen, wherever that stands
  const shown = current && text === null && !found.includes(current) ? [...found, current] : found
  return (
    <ComboBox
      className={`field ${className ?? ''}`}
      items={shown}
      inputValue={text ?? chosen}
      onInputChange={(typed) => setText(typed === chosen ? null : typed)}
      value={value || null}
      onChange={(key) => {
        if (key !== null) onChange(String(key))
        setText(null)
        if (key !== null) onChosen?.()
      }}
      onBlur={() => setText(null)}
      isInvalid={error !== undefined}
      menuTrigger="manual"
    >
      <Label>{label}</Label>
      {/* React Aria sends focus events of its own while somebody types: only a real one selects the text */}
      <PickerInput
        typed={text ?? ''}
        shown={shown}
        onFocus={(event) => event.nativeEvent.isTrusted && event.currentTarget.select()}
      />
      {error ? <span className="error">{error}</span> : null}
      <Options options={shown} />
    </ComboBox>
  )
}

type ManyProps = Common & {
  readonly values: readonly string[]
  readonly onChange: (values: readonly string[]) => void
  readonly placeholder: string
  readonly removeLabel: (name: string) => string
}

/** Several codes without the mouse: type, Enter adds, Backspace in the empty field takes the last one away. */
export function CodesPicker({
  label,
  options,
  values,
  onChange,
  placeholder,
  removeLabel,
  error,
  className,
}: ManyProps) {
  const [text, setText] = useState('')
  // after each choice the list closes; the arrow key opens all of it
  const [isBrowsing, setBrowsing] = useState(false)
  const shown =
    text === '' && !isBrowsing
      ? []
      : listed(options, (option) => !values.includes(option.value) && matches(option, text))
  const nameOf = (value: string): string => options.find((option) => option.value === value)?.label ?? value
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Backspace' && text === '' && values.length > 0) onChange(values.slice(0, -1))
    if (event.key === 'ArrowDown' && text === '') setBrowsing(true)
  }
  return (
    <div className={`field ${className ?? ''}`}>
      <ComboBox
        className="field"
        items={shown}
        inputValue={text}
        onInputChange={setText}
        value={null}
        onChange={(key) => {
          if (key === null) return
          onChange([...values, String(key)])
          setText('')
          setBrowsing(false)
        }}
        onBlur={() => {
          setText('')
          setBrowsing(false)
        }}
        isInvalid={error !== undefined}
        menuTrigger="manual"
      >
        <Label>{label}</Label>
        <PickerInput placeholder={placeholder} onKeyDown={onKeyDown} typed={text} shown={shown} />
        {error ? <span className="error">{error}</span> : null}
        <Options options={shown} />
      </ComboBox>
      {values.length > 0 ? (
        <ul className="chips" aria-label={label}>
          {values.map((value) => (
            <li key={value}>
              <button
                type="button"
                tabIndex={-1}
                aria-label={removeLabel(nameOf(value))}
                onClick={() => onChange(values.filter((other) => other !== value))}
              >
                {nameOf(value)} <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
