import { declarationOf, entityNames, isEntityName } from '../../src-shared/domain/registry.ts'
import { isLeader, isRole, type Role } from '../../src-shared/kernel/role.ts'
import type { Operation } from '../../src-shared/sync/operation.ts'
import { sealedEntity } from '../../src-shared/sync/sealed-operation.ts'

/** The users of an organisation as its order of operations names them; it grows while operations are judged. */
export type RoleBook = { readonly roles: Map<string, Role>; hasUsers: boolean }

const ascending = ['viewer', 'adviser', 'coordinator', 'admin'] as const satisfies readonly Role[]
const rankOf = (role: Role): number => ascending.indexOf(role)

/** What the hub cannot read may be anything sealed: whoever may write some of it passes. */
const sealedWriters = new Set(
  entityNames.map(declarationOf).flatMap(({ realm, writers }) => (realm === 'sealed' ? writers : [])),
)

/**
 * Whether the user who made an operation may write it, from that device (visits.md §3), in the hub's order: who was an
 * administrator when a change arrives may make it. A device has a role of its own, given with its code, beyond which
 * nobody goes on it. Who has not been introduced yet may do what every worker may: their introduction may be on its way.
 * An accepted operation on a user is noted.
 */
export function mayWrite(op: Operation, book: RoleBook, ofDevice: Role): boolean {
  const claimed = op.entity === 'user' && isRole(op.fields.role) ? op.fields.role : null
  const known = book.roles.get(op.actor)
  // who joins with a code writes themselves, as what the code allows
  const introducesSelf = known === undefined && op.entity === 'user' && op.id === op.actor
  const isAllowed = introducesSelf
    ? rankOf(claimed ?? 'adviser') <= rankOf(ofDevice)
    : isWriter(op.entity, lower(known ?? (book.hasUsers ? 'adviser' : 'admin'), ofDevice))
  if (isAllowed && claimed) {
    book.roles.set(op.id, claimed)
    book.hasUsers = true
  }
  return isAllowed
}

const lower = (a: Role, b: Role): Role => (rankOf(a) < rankOf(b) ? a : b)

function isWriter(entity: string, role: Role): boolean {
  if (entity === sealedEntity) return sealedWriters.has(role)
  // one of a later version: nobody can say who writes it there, so that only those who write nearly everything may
  if (!isEntityName(entity)) return isLeader(role)
  return declarationOf(entity).writers.includes(role)
}
