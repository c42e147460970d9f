import { type FocusEvent, useRef, useState } from 'react'
import { ComboBox, Label } from 'react-aria-components'
import type { Option } from './fields.tsx'
import { useInForm } from './form.tsx'
import { PickerError, PickerInput, PickerOptions, usePickerComplaint } from './picker-parts.tsx'
import { listedOptions, readPickerText } from './picker-text.ts'

type Props = {
  readonly label: string
  readonly options: readonly Option[]
  readonly values: readonly string[]
  readonly onChange: (values: readonly string[]) => void
  readonly placeholder: string
  readonly removeLabel: (name: string) => string
  readonly error?: string | undefined
  readonly className?: string
}

/** Several codes without the mouse: type, Enter adds, Backspace in the empty field takes the last one away. */
export function CodesPicker({ label, options, values, onChange, className, ...props }: Props) {
  const [text, setText] = useState('')
  const [isLeft, setLeft] = useState(false)
  // after each choice the list closes; the arrow key opens all of it
  const [isBrowsing, setBrowsing] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const complain = usePickerComplaint()
  const open = options.filter(({ value }) => !values.includes(value))
  const shown = text === '' && !isBrowsing ? [] : listedOptions(open, text)
  const read = readPickerText(text, open)
  const isThere = read.kind === 'none' && readPickerText(text, options).kind === 'one'
  const complaint = read.kind === 'empty' || isThere ? undefined : complain(text, read, isLeft)
  const error = complaint ?? props.error
  const nameOf = (value: string): string => options.find((option) => option.value === value)?.label ?? value
  const type = (typed: string): void => {
    setText(typed)
    setLeft(false)
  }
  const add = (value: string): void => {
    type('')
    setBrowsing(false)
    onChange([...values, value])
  }
  function settle(): boolean {
    setBrowsing(false)
    if (read.kind === 'one') add(read.value)
    else if (read.kind === 'empty' || isThere) type('')
    else setLeft(true)
    return read.kind === 'one' || read.kind === 'empty' || isThere
  }
  const clearings = useInForm({ input: () => input.current, settle })
  const [seenClearings, setSeenClearings] = useState(clearings)
  if (seenClearings !== clearings) {
    setSeenClearings(clearings)
    type('')
  }
  const onOtherKey = (key: string): void => {
    if (key === 'Backspace' && text === '' && values.length > 0) onChange(values.slice(0, -1))
    if (key === 'ArrowDown' && text === '') setBrowsing(true)
  }
  return (
    <div className={`field ${className ?? ''}`}>
      <ComboBox
        className="field"
        items={shown}
        inputValue={text}
        onInputChange={type}
        value={null}
        onChange={(key) => {
          if (key !== null) add(String(key))
        }}
        // leaving the window and coming back is no leaving of the field
        onBlur={(event: FocusEvent) => {
          if (event.nativeEvent.isTrusted && document.hasFocus()) settle()
        }}
        isInvalid={error !== undefined}
        menuTrigger="manual"
        allowsCustomValue
      >
        <Label>{label}</Label>
        <PickerInput
          input={input}
          placeholder={props.placeholder}
          typed={text === '' ? null : text}
          shownText=""
          shown={shown}
          onTake={({ value }) => add(value)}
          onNothing={() => {
            if (isThere) type('')
          }}
          onEscape={() => {
            type('')
            setBrowsing(false)
          }}
          onOtherKey={onOtherKey}
        />
        <PickerError error={error} />
        <PickerOptions options={shown} />
      </ComboBox>
      {values.length > 0 ? (
        <ul className="chips" aria-label={label}>
          {values.map((value) => (
            <li key={value}>
              <button
                type="button"
                tabIndex={-1}
                aria-label={props.removeLabel(nameOf(value))}
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
