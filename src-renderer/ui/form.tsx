import {
  createContext,
  type FormEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { flushSync } from 'react-dom'
import { useActOnce } from './act-once.ts'
import { FormErrors } from './form-errors.tsx'

/** A picker as its form sees it. */
type PickerInForm = {
  readonly input: () => HTMLInputElement | null
  /** Makes a choice of what was typed. False when it cannot, which the picker then tells. */
  readonly settle: () => boolean
}

export type FormGuard = {
  readonly element: RefObject<HTMLFormElement | null>
  /** Saves once: not while a save runs, nor while a picker holds a text that is no choice, which gets the focus. */
  readonly run: (save: () => Promise<unknown>) => Promise<void>
  /** How often a save has ended: what is wrong is looked for then. */
  readonly attempts: number
  /** Empties what pickers hold beside the form's own values. */
  readonly clearPickers: () => void
  readonly clearings: number
  readonly join: (picker: PickerInForm) => () => void
}

/** What a form shows when it was not saved. */
const refused = '[aria-invalid="true"], .notice[data-tone="alert"]'

const GuardContext = createContext<FormGuard | null>(null)

export function useFormGuard(): FormGuard {
  const element = useRef<HTMLFormElement>(null)
  const pickers = useRef(new Set<PickerInForm>())
  const isRunning = useRef(false)
  const [attempts, setAttempts] = useState(0)
  const [clearings, setClearings] = useState(0)
  return useMemo(
    () => ({
      element,
      attempts,
      clearings,
      async run(save) {
        if (isRunning.current) return
        const inOrder = [...pickers.current].toSorted((a, b) => comesBefore(a.input(), b.input()))
        // what a picker chooses now has to be in the form's values before they are saved
        const unsettled = flushSync(() => inOrder.filter((picker) => !picker.settle()))
        if (unsettled[0]) return unsettled[0].input()?.focus()
        isRunning.current = true
        try {
          await save()
        } finally {
          isRunning.current = false
          setAttempts((count) => count + 1)
        }
      },
      clearPickers: () => setClearings((count) => count + 1),
      join(picker) {
        pickers.current.add(picker)
        return () => void pickers.current.delete(picker)
      },
    }),
    [attempts, clearings],
  )
}

const comesBefore = (one: Node | null, other: Node | null): number =>
  one && other && one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1

type Props = {
  readonly onSave: () => Promise<unknown>
  readonly label?: string
  readonly className?: string
  /** Where a form is also saved from elsewhere than its button. */
  readonly guard?: FormGuard
  /** What kept the last save from being done and stands at no field. */
  readonly unplaced?: () => readonly string[]
  readonly children: ReactNode
}

/** Every form of the window: what is typed is saved once, and only what was chosen. */
export function Form({ guard, ...props }: Props) {
  return guard ? <GuardedForm guard={guard} {...props} /> : <OwnForm {...props} />
}

const OwnForm = (props: Props) => <GuardedForm {...props} guard={useFormGuard()} />

function GuardedForm({
  guard,
  onSave,
  label,
  className,
  unplaced,
  children,
}: Props & { readonly guard: FormGuard }) {
  const latest = useRef(onSave)
  latest.current = onSave
  const actOnce = useActOnce()
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    void actOnce(
      () => guard.run(() => latest.current()).then(() => true),
      // what was refused, or asked about, may be tried again at once
      () => guard.element.current?.querySelector(refused) !== null,
    )
  }
  const onClickCapture = (event: MouseEvent): void => {
    // the second click of a double click on the button that saves has seen nothing of what the first one did
    const isSave = event.target instanceof Element && event.target.closest('[type="submit"]') !== null
    if (isSave && event.detail > 1) event.preventDefault()
  }
  return (
    <GuardContext value={guard}>
      <form
        ref={guard.element}
        onSubmit={onSubmit}
        onClickCapture={onClickCapture}
        noValidate
        {...(label ? { 'aria-label': label } : {})}
        {...(className ? { className } : {})}
      >
        <FormErrors form={guard.element} attempts={guard.attempts} unplaced={unplaced} />
        {children}
      </form>
    </GuardContext>
  )
}

/** Lets the form ask a picker before it saves; the count of times that the form was emptied comes back. */
export function useInForm(picker: PickerInForm): number {
  const guard = useContext(GuardContext)
  const latest = useRef(picker)
  latest.current = picker
  const join = guard?.join
  useEffect(
    () =>
      join?.({
        input: () => latest.current.input(),
        settle: () => latest.current.settle(),
      }),
    [join],
  )
  return guard?.clearings ?? 0
}
