import type { Space } from '../../../src-shared/bridge/safety-calls.ts'
import type { FieldProblem } from '../../../src-shared/domain/entity/entity.ts'
import type { Duty } from '../../../src-shared/domain/entity/rule-context.ts'
import type { EntityName, FieldsOf } from '../../../src-shared/domain/registry.ts'

/** What is to become of a record. A put names only the fields that it sets. */
export type Change = {
  [E in EntityName]:
    | {
        readonly entity: E
        readonly id: string
        readonly kind: 'put'
        readonly fields: Partial<FieldsOf<E>>
        readonly isNew?: boolean
      }
    | { readonly entity: E; readonly id: string; readonly kind: 'delete' | 'restore' }
    /**
     * Deletes for good: of what the record held nothing stays, history and all. Where other devices have it too, the
     * erasing travels: an operation overwrites every value and deletes the record. Not for the open realm.
     */
    | { readonly entity: E; readonly id: string; readonly kind: 'erase' }
}[EntityName]

/** What keeps an act of a person from the disk. */
export type CommitProblem =
  | { readonly kind: 'invalid'; readonly entity: EntityName; readonly problems: readonly FieldProblem[] }
  | { readonly kind: 'not-allowed' }
  /** The disk has less room than must stay free, or gave out in the middle. */
  | { readonly kind: 'disk-full'; readonly space: Space | null }
  /** An earlier write has failed: nothing is written until the program was started again. */
  | { readonly kind: 'torn' }
  | { readonly kind: 'storage' }

/** An act of a person, and how it is to be written. */
export type Act = {
  /** Goes into the audit entry: what was asked and confirmed, a reason, an import. */
  readonly remark?: string | null
  /** Whether somebody works on rows or retention takes from them. */
  readonly duty?: Duty
  /** The number of an operation that the hub had set aside, and whose place this act takes. */
  readonly replaces?: number
}
