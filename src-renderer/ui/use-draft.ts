import { useState, useSyncExternalStore } from 'react'
import type { z } from 'zod'
import { isEqualJson } from '../../src-shared/kernel/is-equal-json.ts'
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
 * it edits; null for a form that nothing is kept of. While nobody types in it, the form follows `record`: what it shows,
 * as it is now.
 */
export function useDraft<F>(
  name: string | null,
  read: ReadDraft<F>,
  fresh: () => F,
  record: unknown = null,
): Draft<F> {
  const { forms } = useStore()
  const [kept] = useState(() => (name === null ? null : read(forms.get(name))))
  const [form, setForm] = useState<F>(() => kept ?? fresh())
  const [isRestored, setRestored] = useState(kept !== null)
  const [isTyped, setTyped] = useState(kept !== null)
  const [known, setKnown] = useState(record)
  // the list that opened the form may be a moment behind, and others change records too
  if (!isEqualJson(known, record)) {
    setKnown(record)
    if (!isTyped) setForm(fresh())
  }
  return {
    form,
    isRestored,
    set(next) {
      setTyped(true)
      setForm(next)
      if (name !== null) forms.put(name, next)
    },
    end(next) {
      if (name !== null) forms.drop(name)
      setRestored(false)
      setTyped(false)
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
