import { changedSince } from '../data/writing/changed-fields.ts'
import { type ReadDraft, useDraft } from './use-draft.ts'

type FieldsDraft<R> = { readonly fields: R; readonly before: R }

/**
 * The form of a record whose fields it shows as they are. `standing` is the record as it is now, or a blank one. What is
 * written is only what the form changes, for others may have changed the rest since it was opened.
 */
export function useFieldsDraft<R extends object>(name: string, standing: R, isNew = false) {
  const fresh = (): FieldsDraft<R> => ({ fields: standing, before: standing })
  const draft = useDraft<FieldsDraft<R>>(name, readLike(standing), fresh, standing)
  const { fields, before } = draft.form
  return {
    fields,
    set: (part: Partial<R>): void => draft.set({ before, fields: { ...fields, ...part } }),
    /** What the form has made of `fields`, which may be worked over before they are saved. */
    changes: (all: R = fields): R | Partial<R> => (isNew ? all : changedSince(before, all)),
    isRestored: draft.isRestored,
    /** Saved: what the form shows now is how the record stands. */
    saved: (): void => draft.end({ fields, before: fields }),
    /** Given up. */
    drop: (): void => draft.end(fresh()),
  }
}

/** A draft is read when it has the fields of this version's record. What they hold may still be wrong: it is being typed. */
const readLike =
  <R extends object>(standing: R): ReadDraft<FieldsDraft<R>> =>
  (value) =>
    isLike({ fields: standing, before: standing }, value) ? (value as FieldsDraft<R>) : null // just compared

function isLike(sample: unknown, value: unknown): boolean {
  if (sample === null || value === null) return value !== undefined
  if (Array.isArray(sample)) return Array.isArray(value)
  if (typeof sample !== 'object') return typeof sample === typeof value
  if (typeof value !== 'object') return false
  return Object.entries(sample).every(([name, part]) => isLike(part, Reflect.get(value, name)))
}
