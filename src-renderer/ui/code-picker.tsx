import { type FocusEvent, useRef, useState } from 'react'
import { ComboBox, Label } from 'react-aria-components'
import type { Option } from './fields.tsx'
import { useInForm } from './form.tsx'
import { PickerError, PickerInput, PickerOptions, usePickerComplaint } from './picker-parts.tsx'
import { listedOptions, readPickerText } from './picker-text.ts'

type Props = {
  readonly label: string
  readonly options: readonly Option[]
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error?: string | undefined
  readonly className?: string
  /** Whether the field may be emptied, which takes the choice away. */
  readonly isOptional?: boolean
  /** After a value was taken by Enter: where a form goes on by itself. */
  readonly onChosen?: () => void
}

/**
 * One code, found by typing part of its label, its code or its initials. A text that is no choice stays where it is, is told,
 * and keeps its form from being saved with the choice of before.
 */
export function CodePicker({ label, options, value, onChange, className, isOptional, ...props }: Props) {
  const { onChosen } = props
  const [text, setText] = useState<string | null>(null)
  const [isLeft, setLeft] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const isEscaping = useRef(false)
  const complain = usePickerComplaint()
  const current = options.find((option) => option.value === value)
  const chosen = current?.label ?? value
  const found = listedOptions(options, text ?? '')
  // the list has to know what is chosen, wherever that stands
  const shown = current && text === null && !found.includes(current) ? [...found, current] : found
  const complaint = text === null ? undefined : complain(text, readPickerText(text, options), isLeft)
  const error = complaint ?? props.error
  const type = (typed: string | null): void => {
    setText(typed)
    setLeft(false)
  }
  const take = (next: string): void => {
    type(null)
    if (next !== value) onChange(next)
  }
  function settle(): boolean {
    if (text === null) return true
    const read = readPickerText(text, options)
    const isGone = read.kind === 'empty' && isOptional === true
    if (read.kind === 'one') take(read.value)
    else if (isGone) take('')
    else setLeft(true)
    return read.kind === 'one' || isGone
  }
  const clearings = useInForm({ input: () => input.current, settle })
  const [seenClearings, setSeenClearings] = useState(clearings)
  if (seenClearings !== clearings) {
    setSeenClearings(clearings)
    type(null)
  }
  return (
    <ComboBox
      className={`field ${className ?? ''}`}
      items={shown}
      inputValue={text ?? chosen}
      onInputChange={(typed) => {
        // the list gives the text of the choice back by itself; a person may type it too
        const isGivenBack = typed === chosen && (typed === '' || window.event?.type !== 'input')
        type(isGivenBack ? null : typed)
      }}
      value={value || null}
      onChange={(key) => {
        // null is what the list makes of a text that is no option: that stays to be told
        if (key === null) return
        take(String(key))
        if (!isEscaping.current) onChosen?.()
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
        typed={text}
        shownText={chosen}
        shown={shown}
        onTake={(option) => {
          take(option.value)
          onChosen?.()
        }}
        onKeep={text === null && value !== '' ? onChosen : undefined}
        onEscape={() => {
          type(null)
          isEscaping.current = true
          queueMicrotask(() => {
            isEscaping.current = false
          })
        }}
      />
      <PickerError error={error} />
      <PickerOptions options={shown} />
    </ComboBox>
  )
}
