import { type KeyboardEvent, useState } from 'react'
import { ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components'
import type { Option } from './fields.tsx'
import { matches } from './match.ts'

type Common = {
  readonly label: string
  readonly options: readonly Option[]
  readonly error?: string | undefined
  readonly className?: string
}

function Options({ options }: { readonly options: readonly Option[] }) {
  return (
    <Popover className="popover" offset={2}>
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

type OneProps = Common & { readonly value: string; readonly onChange: (value: string) => void }

/** One code, found by typing part of its label, its code or its initials. */
export function CodePicker({ label, options, value, onChange, error, className }: OneProps) {
  const [text, setText] = useState<string | null>(null)
  const chosen = options.find((option) => option.value === value)?.label ?? value
  const shown = text === null ? options : options.filter((option) => matches(option, text))
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
      }}
      onBlur={() => setText(null)}
      isInvalid={error !== undefined}
      menuTrigger="input"
    >
      <Label>{label}</Label>
      {/* React Aria sends focus events of its own while somebody types: only a real one selects the text */}
      <Input onFocus={(event) => event.nativeEvent.isTrusted && event.currentTarget.select()} />
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
      : options.filter((option) => !values.includes(option.value) && matches(option, text))
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
        menuTrigger="input"
      >
        <Label>{label}</Label>
        <Input placeholder={placeholder} onKeyDown={onKeyDown} />
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
