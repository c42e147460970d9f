import { declarationOf } from '../../../src-shared/domain/registry.ts'
import { deletedField } from '../../../src-shared/sync/merge.ts'
import type { RecordChange } from './record-storage.ts'

/**
 * Whether a change takes a record away for good, here or on another device: it is deleted, and a value that stood in it is
 * gone. One that is only deleted keeps its values and can be restored.
 */
export function isErasing({ entity, before, after }: RecordChange): boolean {
  if (after.fields[deletedField] !== true) return false
  const { plainKeys } = declarationOf(entity)
  return Object.entries(before.fields).some(
    ([name, value]) =>
      name !== deletedField &&
      !Object.hasOwn(plainKeys, name) &&
      (value ?? null) !== null &&
      (after.fields[name] ?? null) === null,
  )
}
