import { type ReactNode, useId } from 'react'
import {
  Button as AriaButton,
  type ButtonProps,
  FieldError,
  Input,
  Label,
  type PressEvent,
  Text,
  TextField,
} from 'react-aria-components'
import { useActOnce } from './act-once.ts'

type Variant = 'primary' | 'secondary' | 'plain'

type Props = Omit<ButtonProps, 'onPress'> & {
  readonly variant?: Variant
  /** Whoever returns the promise of what it does is not asked again while that runs. */
  readonly onPress?: ((event: PressEvent) => unknown) | undefined
}

export function Button({ variant = 'secondary', onPress, ...props }: Props) {
  const actOnce = useActOnce()
  return (
    <AriaButton
      data-variant={variant}
      {...(onPress ? { onPress: (event) => void actOnce(() => onPress(event)) } : {})}
      {...props}
    />
  )
}

type TextInputProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly onBlur?: () => void
  readonly type?: 'text' | 'password' | 'date' | 'time' | 'number'
  readonly error?: string | undefined
  readonly hint?: string
  readonly autoFocus?: boolean
  readonly autoComplete?: string
  readonly maxLength?: number
  readonly className?: string
}

/** A labelled field; its error is tied to it for screen readers, and says what to do. */
export function TextInput({ label, value, onChange, error, hint, className, ...rest }: TextInputProps) {
  const { type = 'text', autoComplete = 'off', maxLength = 300 } = rest
  return (
    <TextField
      className={`field ${className ?? ''}`}
      value={value}
      onChange={onChange}
      {...(rest.onBlur ? { onBlur: rest.onBlur } : {})}
      isInvalid={error !== undefined}
      type={type as 'text'} // React Aria hands any type on to the input
      autoComplete={autoComplete}
      maxLength={maxLength}
      autoFocus={rest.autoFocus ?? false}
    >
      <Label>{label}</Label>
      <Input />
      {hint ? (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      ) : null}
      <FieldError className="error">{error}</FieldError>
    </TextField>
  )
}

export type Option = { readonly value: string; readonly label: string }

type SelectInputProps = {
  readonly label: string
  readonly value: string
  readonly options: readonly Option[]
  readonly onChange: (value: string) => void
  readonly error?: string | undefined
  readonly className?: string
}

/** The system's own list: type-ahead, arrows and screen readers work as people know them. */
export function SelectInput({ label, value, options, onChange, error, className }: SelectInputProps) {
  const id = useId()
  return (
    <div className={`field ${className ?? ''}`}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={error !== undefined}
        aria-describedby={error ? `${id}-error` : undefined}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {error ? (
        <span id={`${id}-error`} className="error">
          {error}
        </span>
      ) : null}
    </div>
  )
}

export function CheckInput({
  label,
  checked,
  onChange,
}: {
  readonly label: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}) {
  return (
    <label className="row">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  )
}

export function Notice({
  tone = 'info',
  children,
}: {
  readonly tone?: 'info' | 'warning' | 'alert'
  readonly children: ReactNode
}) {
  return (
    <div className="notice" data-tone={tone} role={tone === 'alert' ? 'alert' : undefined}>
      {children}
    </div>
  )
}
