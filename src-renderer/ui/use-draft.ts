import { useState, useSyncExternalStore } from 'react'
import type { z } from 'zod'
import { useStore } from '../data/hooks/store-context.ts'

export type Draft<F> = {
  readonly form: F
  /** Changes the form and keeps it, until it is saved or thrown away. */
  readonly set: (form: F) => void
  /** Whether the form was found as somebody had left it. */
  readonly isRestored: boolean
  /** Saved, or given up: nothing is kept any more. What is given is shown next. */
  readonly end: (next?: F) => void
}

/** Reads what an earlier moment, or version, has kept; null when it is not such a form. */
export type ReadDraft<F> = (value: unknown) => F | null

export const readAs =
  <F>(schema: z.ZodType<F>): ReadDraft<F> =>
  (value) => {
    const read = schema.safeParse(value)
    return read.success ? read.data : null
  }

/**
 * A form that survives leaving its screen, a lock and a kill. `name` says which form it is, with the id of the record that
 * it edits; null for a form that nothing is kept of.
 */
export function useDraft<F>(name: string | null, read: ReadDraft<F>, fresh: () => F): Draft<F> {
  const { forms } = useStore()
  const [kept] = useState(() => (name === null ? null : read(forms.get(name))))
  const [form, setForm] = useState<F>(() => kept ?? fresh())
  const [isRestored, setRestored] = useState(kept !== null)
  return {
    form,
    isRestored,
    set(next) {
      setForm(next)
      if (name !== null) forms.put(name, next)
    },
    end(next) {
      if (name !== null) forms.drop(name)
      setRestored(false)
      if (next !== undefined) setForm(next)
    },
  }
}

/** The drafts whose names begin so, the one changed last first. */
export function useDraftNames(prefix: string): readonly string[] {
  const { forms } = useStore()
  const names = useSyncExternalStore(forms.onChange, () =>
    forms
      .names()
      .filter((name) => name.startsWith(prefix))
      .join('\n'),
  )
  return names === '' ? [] : names.split('\n')
}
