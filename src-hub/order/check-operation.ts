import { identifyingField } from '../../src-shared/domain/privacy/identifying-text.ts'
import { declarationOf, entityNames, isEntityName } from '../../src-shared/domain/registry.ts'
import { limits } from '../../src-shared/sync/messages.ts'
import { Operation } from '../../src-shared/sync/operation.ts'
import { SealedFields, sealedEntity } from '../../src-shared/sync/sealed-operation.ts'

export type CheckedOperation =
  | { readonly ok: true; readonly operation: Operation; readonly bytes: number }
  | { readonly ok: false; readonly n: number; readonly reason: string; readonly bytes: number }

const partialFields = new Map(entityNames.map((name) => [name, declarationOf(name).fields.partial()]))

/** A month's figures may have a thousand cells; only administrators write them, and every value in them is checked. */
const isLarge = (entity: string): boolean => entity === sealedEntity || entity === 'frozenMonth'

/**
 * Decides whether the hub stores an operation (S6, S8). Fields and entities that this version does not know are kept as
 * they come; a known field with a wrong value, sealed fields in plain text, text that names a person in the open realm, and
 * what is larger than anybody writes are not. Null when there is not even a number.
 */
export function checkOperation(raw: unknown, deviceId: string): CheckedOperation | null {
  const bytes = Buffer.byteLength(JSON.stringify(raw) ?? '')
  const read = Operation.safeParse(raw)
  if (!read.success) {
    const n = typeof raw === 'object' && raw !== null && 'n' in raw ? raw.n : undefined
    if (typeof n !== 'number' || !Number.isSafeInteger(n) || n < 1) return null
    const [issue] = read.error.issues
    return { ok: false, n, reason: `malformed: ${issue?.path.join('.') ?? ''}`, bytes }
  }
  const operation = read.data
  const refuse = (reason: string): CheckedOperation => ({ ok: false, n: operation.n, reason, bytes })
  const maxBytes = isLarge(operation.entity) ? limits.sealedOperationBytes : limits.openOperationBytes
  if (operation.deviceId !== deviceId) return refuse('other-device')
  if (bytes > maxBytes) return refuse('too-large')
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
  if (operation.entity !== sealedEntity) {
    const named = identifyingField(operation)
    if (named !== null) return refuse(`identifier: ${named}`)
  }
  return { ok: true, operation, bytes }
}
