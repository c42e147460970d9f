import type { Role } from '../../../src-shared/kernel/role.ts'
import { createVisitColumns, type VisitColumns } from '../columns/visit-columns.ts'
import { emptyReference, type Reference } from './reference.ts'

/** What is made from a register while it is open: in memory, and made anew at each unlock. */
export type Derived = {
  /** The role of whoever works here, by their own record. */
  readonly role: Role
  /** The small tables, as they are now. */
  readonly reference: Reference
  /** All shown visits. */
  readonly columns: VisitColumns
  /** Whether all months are in `columns`; the latest are there from the start. */
  readonly isComplete: boolean
  /** Rows of visits that could not be opened, by month: they stay where they are, and people are told. */
  readonly damaged: ReadonlyMap<string, number>
  /** Counts the changes, so that a view knows when to look again. */
  readonly version: () => number
  /** Called after each commit and each batch from the hub. */
  onChange(listener: () => void): () => void
  /** Called when an act begins to be written: what was offered about the one before it is about the last act no more. */
  onAct(listener: () => void): () => void
  beginAct(): void
  changed(): void
  workAs(role: Role): void
  takeReference(reference: Reference): void
  noteDamaged(month: string, count: number): void
  /** All months are in the columns. */
  noteComplete(): void
}

/** The same as its own methods change it. */
type Changing = { -readonly [Name in keyof Derived]: Derived[Name] }

/** Puts what is derived, still empty, beside what is kept. */
export function withDerived<R extends object>(register: R): R & Derived {
  const listeners = new Set<() => void>()
  const actListeners = new Set<() => void>()
  const damaged = new Map<string, number>()
  let version = 0
  const derived: Changing = {
    role: 'adviser',
    reference: emptyReference,
    columns: createVisitColumns(),
    isComplete: false,
    damaged,
    version: () => version,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    onAct(listener) {
      actListeners.add(listener)
      return () => void actListeners.delete(listener)
    },
    beginAct() {
      for (const listener of actListeners) listener()
    },
    changed() {
      version++
      for (const listener of listeners) listener()
    },
    workAs(role) {
      store.role = role
    },
    takeReference(reference) {
      store.reference = reference
    },
    noteDamaged(month, count) {
      damaged.set(month, count)
    },
    noteComplete() {
      store.isComplete = true
    },
  }
  const store = Object.assign(register, derived)
  return store
}
