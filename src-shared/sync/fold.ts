import { applyNumbered, type LostValue, type RecordState } from './merge.ts'
import type { NumberedOperation } from './operation.ts'

/** A value that lost a merge, with the record it belongs to. */
export type LostRecordValue = LostValue & {
  readonly entity: string
  readonly id: string
  readonly at: string
}
type Place = { readonly entity: string; readonly id: string }

/** The hub's next operations on one record, in its order (S4). */
export function foldNumbered(
  before: RecordState,
  operations: readonly NumberedOperation[],
  deviceId: string,
  { entity, id }: Place,
): { readonly record: RecordState; readonly lost: readonly LostRecordValue[] } {
  let record = before
  const lost: LostRecordValue[] = []
  for (const op of operations) {
    const result = applyNumbered(record, op, deviceId)
    record = result.record
    for (const one of result.lost)
      lost.push({ ...one, key: `${entity}/${id}/${one.key}`, entity, id, at: op.at })
  }
  return { record, lost }
}
