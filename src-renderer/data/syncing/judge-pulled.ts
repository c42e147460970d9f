import { declarationOf, entityNames, isEntityName } from '../../../src-shared/domain/registry.ts'
import { isRole, type Role } from '../../../src-shared/kernel/role.ts'
import { deletedField } from '../../../src-shared/sync/merge.ts'
import type { NumberedOperation, PulledOperation, Refusal } from '../../../src-shared/sync/operation.ts'
import { nameInBox } from '../../../src-shared/sync/sealed-operation.ts'
import { tableOf } from '../database/db.ts'
import type { Store } from '../register/store.ts'
import { openRecord } from '../sealing/sealed-record.ts'

/** The roles of an organisation's users at one place of the hub's order. */
export type RoleBook = Map<string, Role>

export type Judged = {
  readonly taken: readonly NumberedOperation[]
  readonly refused: readonly (NumberedOperation & { readonly refused: Refusal })[]
}

/**
 * What the hub cannot judge of an operation in a box, because it cannot read it, each device judges for itself, in the
 * hub's order and by nothing else, so that all come to the same: whether its author, by the role that the order gave them
 * before it, may write such a record, and whether its values are of the kinds that were declared.
 * @param book grows with the operations.
 */
export function judge(operations: readonly PulledOperation[], book: RoleBook): Judged {
  const taken: NumberedOperation[] = []
  const refused: (NumberedOperation & { readonly refused: Refusal })[] = []
  for (const operation of operations) {
    const { refused: already, ...op } = operation
    const reason = already ?? refusalOf(op, book)
    if (reason) {
      refused.push({ ...op, refused: reason })
      continue
    }
    if (op.entity === 'user' && isRole(op.fields.role)) book.set(op.id, op.fields.role)
    taken.push(op)
  }
  return { taken, refused }
}

function refusalOf(op: NumberedOperation, book: RoleBook): Refusal | null {
  const isBoxed = isEntityName(op.entity)
    ? declarationOf(op.entity).realm === 'sealed'
    : nameInBox(op.entity) !== null
  if (!isBoxed) return null
  // who has not been introduced may do what every worker may; before there are users, all
  const role = book.get(op.actor) ?? (book.size > 0 ? 'adviser' : 'admin')
  if (!writersOf(op.entity).includes(role)) return 'role'
  const wrong = wrongField(op)
  return wrong === null ? null : `field: ${wrong}`
}

/** One of a later version may be written by whoever may write anything sealed. */
const writersOf = (entity: string): readonly Role[] =>
  isEntityName(entity) ? declarationOf(entity).writers : sealedWriters
const sealedWriters = entityNames
  .map(declarationOf)
  .flatMap(({ realm, writers }) => (realm === 'sealed' ? writers : []))

const partialFields = new Map(entityNames.map((name) => [name, declarationOf(name).fields.partial()]))

/** The first known field with a value of another kind, which would hide the whole record; those not known are kept (S8). */
export function wrongField({ entity, fields }: Pick<NumberedOperation, 'entity' | 'fields'>): string | null {
  if (!isEntityName(entity)) return null
  // what was erased has null in place of each value
  const written =
    fields[deletedField] === true
      ? Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
      : fields
  const read = partialFields.get(entity)?.safeParse(written)
  return !read || read.success ? null : String(read.error.issues[0]?.path[0] ?? '')
}

/** The roles as the hub's order has them up to where this device has read it: what waits here is not in it yet. */
export async function rolesInOrder(store: Store): Promise<RoleBook> {
  const book: RoleBook = new Map()
  for (const row of await tableOf(store.db, 'user').toArray()) {
    const { fields, heads, pending } = await openRecord(store, 'user', row)
    const role = pending.role ? pending.role.under : fields.role
    if (heads.role && isRole(role)) book.set(row.id, role)
  }
  return book
}
