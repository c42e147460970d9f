import { declarationOf, entityNames, isEntityName } from '../src-shared/domain/registry.ts'
import { Operation } from '../src-shared/sync/operation.ts'
import { SealedFields, sealedEntity } from '../src-shared/sync/sealed-operation.ts'

export type CheckedOperation =
  | { readonly ok: true; readonly operation: Operation }
  | { readonly ok: false; readonly n: number; readonly reason: string }

const partialFields = new Map(entityNames.map((name) => [name, declarationOf(name).fields.partial()]))

/**
 * Decides whether the hub stores an operation (S6, S8). Fields and entities that this version does not know are kept as
 * they come; a known field with a wrong value, and sealed fields in plain text, are not. Null when there is not even a number.
 */
export function checkOperation(raw: unknown, deviceId: string): CheckedOperation | null {
  const read = Operation.safeParse(raw)
  if (!read.success) {
    const n = typeof raw === 'object' && raw !== null && 'n' in raw ? raw.n : undefined
    if (typeof n !== 'number' || !Number.isSafeInteger(n) || n < 1) return null
    const [issue] = read.error.issues
    return { ok: false, n, reason: `malformed: ${issue?.path.join('.') ?? ''}` }
  }
  const operation = read.data
  const refuse = (reason: string): CheckedOperation => ({ ok: false, n: operation.n, reason })
  if (operation.deviceId !== deviceId) return refuse('other-device')
  if (operation.entity === sealedEntity) {
    const read = SealedFields.safeParse(operation.fields)
    if (!read.success) return refuse(`field: ${read.error.issues[0]?.path.join('.') ?? ''}`)
  }
  if (isEntityName(operation.entity)) {
    const { realm } = declarationOf(operation.entity)
    if (realm !== 'open') return refuse('sealed')
    const fields = partialFields.get(operation.entity)?.safeParse(operation.fields)
    if (fields && !fields.success) return refuse(`field: ${fields.error.issues[0]?.path.join('.') ?? ''}`)
  }
  return { ok: true, operation }
}
