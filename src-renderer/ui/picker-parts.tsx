import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useContext,
  useLayoutEffect,
  useRef,
} from 'react'
import {
  ComboBoxStateContext,
  Input,
  type InputProps,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components'
import { useT } from '../i18n/i18n.ts'
import type { Option } from './fields.tsx'
import type { PickerText } from './picker-text.ts'

/**
 * React Aria closes a list when the page moves under it, and what was typed is gone: rows that are drawn above it do that.
 * The list moves with the page, so that it may stay.
 */
export function PickerOptions({ options }: { readonly options: readonly Option[] }) {
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

/** What is wrong with the text of a picker, for its error: nothing when there is none or when it is still being typed. */
export function usePickerComplaint() {
  const t = useT()
  return (text: string, read: PickerText, isLeft: boolean): string | undefined => {
    if (read.kind === 'none') return t('picker.none', { text: text.trim() })
    if (!isLeft || read.kind === 'one') return undefined
    return read.kind === 'many' ? t('picker.many', { text: text.trim() }) : t('picker.choose')
  }
}

/** The error stands in a live region that is there before it, so that it is read out when it comes. */
export const PickerError = ({ error }: { readonly error: string | undefined }) => (
  <Text slot="errorMessage" className="error" aria-live="polite">
    {error}
  </Text>
)

type PickerInputProps = Pick<InputProps, 'placeholder'> & {
  readonly input: RefObject<HTMLInputElement | null>
  /** What somebody has typed and not chosen; null for the text of the choice. */
  readonly typed: string | null
  readonly shownText: string
  readonly shown: readonly Option[]
  readonly onTake: (option: Option) => void
  /** Enter where nothing was typed. */
  readonly onKeep?: (() => void) | undefined
  /** Enter where nothing answers to what was typed. */
  readonly onNothing?: () => void
  readonly onEscape: () => void
  readonly onOtherKey?: (key: string) => void
}

/**
 * Enter takes the first match where none was walked to: type two letters, Enter, done. It never submits the form. The
 * text of a choice is selected whenever the field has the focus, so that typing replaces it and never adds to it.
 */
export function PickerInput({ input, typed, shownText, shown, ...props }: PickerInputProps) {
  const state = useContext(ComboBoxStateContext)
  const isUntouched = typed === null
  // a choice that changes under the focus (a draft, an emptied form, another language) is selected as well
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text that is shown is what it follows
  useLayoutEffect(() => {
    if (isUntouched && document.activeElement === input.current) input.current?.select()
  }, [isUntouched, shownText, input])
  const close = useRef(state?.close)
  close.current = state?.close
  const wasTyped = useRef(false)
  useLayoutEffect(() => {
    // what was typed has become a choice, or is gone: its matches go with it
    if (wasTyped.current && isUntouched) close.current?.()
    wasTyped.current = !isUntouched
  }, [isUntouched])
  const onKeyDown = (event: KeyboardEvent): void => {
    const isEnter = event.key === 'Enter' && !event.ctrlKey && !event.metaKey
    if (event.key === 'Escape') props.onEscape()
    if (!isEnter) props.onOtherKey?.(event.key)
    if (!isEnter) return
    event.preventDefault()
    const isWalked = state?.isOpen === true && state.selectionManager.focusedKey != null
    if (!isWalked && !event.repeat) takeFirst()
  }
  /** The browser would put a caret between the letters, after the focus and even into a text that is selected already. */
  const onMouseDown = (event: MouseEvent<HTMLInputElement>): void => {
    if (!isUntouched && document.activeElement === event.currentTarget) return
    event.preventDefault()
    event.currentTarget.focus()
    event.currentTarget.select()
  }
  function takeFirst(): void {
    const [first] = shown
    const isBlank = typed === null || typed.trim() === ''
    if (isBlank) props.onKeep?.()
    else if (first && state?.isOpen) state.selectionManager.setFocusedKey(first.value)
    else if (first) props.onTake(first)
    else props.onNothing?.()
  }
  return (
    <div className="contents" role="presentation" onKeyDownCapture={onKeyDown}>
      <Input
        ref={input}
        data-typed={typed !== null}
        {...(props.placeholder ? { placeholder: props.placeholder } : {})}
        // only typing opens the list: a text that changes by itself does not
        onInput={() => state?.open(null, 'input')}
        // React Aria sends focus events of its own while somebody types: only a real one selects the text
        onFocus={(event) => event.nativeEvent.isTrusted && event.currentTarget.select()}
        onMouseDown={onMouseDown}
      />
    </div>
  )
}
