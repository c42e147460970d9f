import type { FieldProblem } from '../../../src-shared/domain/entity/entity.ts'
import type { RuleContext } from '../../../src-shared/domain/entity/rule-context.ts'
import { declarationOf, type EntityName, type FieldsOf } from '../../../src-shared/domain/registry.ts'
import { emptyRecord, type RecordState } from '../../../src-shared/sync/merge.ts'
import { isStorable } from '../../../src-shared/sync/storable.ts'
import { ruleContext } from '../records/load-reference.ts'
import type { Store } from '../register/store.ts'

/** As much of a change as the rules look at. */
type CheckedChange = { readonly entity: EntityName } & (
  | { readonly kind: 'put'; readonly fields: Readonly<Record<string, unknown>> }
  | { readonly kind: 'delete' | 'restore' | 'erase' }
)

/** What keeps a change from being saved: signs that cannot be stored, the schema, the rules of the entity. */
export function problemsOf(
  change: CheckedChange,
  { fields }: RecordState,
  context: RuleContext,
): readonly FieldProblem[] {
  const kind = change.kind === 'erase' ? 'delete' : change.kind
  const declaration = declarationOf(change.entity)
  if (change.kind === 'put') {
    const broken = Object.entries(change.fields).filter(([, value]) => !isStorable(value))
    if (broken.length > 0) return broken.map(([field]) => ({ id: 'T01', field }))
  }
  const before = Object.keys(fields).length === 0 ? null : declaration.fields.safeParse(fields)
  const after = change.kind === 'put' ? declaration.fields.safeParse({ ...fields, ...change.fields }) : before
  if (!after) return []
  if (!after.success) {
    // what an older version left on a row must not keep anybody from deleting it
    if (kind !== 'put') return []
    return after.error.issues.map((issue) => ({ id: 'shape', field: String(issue.path[0] ?? '') }))
  }
  const proposed = { kind, before: before?.data ?? null, after: after.data }
  return declaration.problems?.(proposed, context) ?? []
}

/**
 * The same for one record after another: what `commit` would answer, without writing anything, so that an import knows
 * beforehand which of its rows cannot be saved. `before` is the record that stands; null for a new one.
 */
export function recordCheck<E extends EntityName>(
  store: Store,
  entity: E,
): (fields: FieldsOf<E>, before?: FieldsOf<E> | null) => readonly FieldProblem[] {
  const context = ruleContext(store)
  const mayWrite = declarationOf(entity).writers.includes(store.role)
  return (fields, before = null) =>
    mayWrite
      ? problemsOf(
          { entity, kind: 'put', fields },
          { ...emptyRecord, fields: (before ?? {}) as RecordState['fields'] }, // fields are JSON
          context,
        )
      : [{ id: 'not-allowed', field: '' }]
}
