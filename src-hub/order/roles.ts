import { declarationOf, entityNames, isEntityName } from '../../src-shared/domain/registry.ts'
import { isLeader, isRole, type Role } from '../../src-shared/kernel/role.ts'
import type { Operation } from '../../src-shared/sync/operation.ts'
import { sealedEntity } from '../../src-shared/sync/sealed-operation.ts'

/** The users of an organisation as its order of operations names them; `noteRole` adds to it. */
export type RoleBook = { readonly roles: Map<string, Role>; hasUsers: boolean }
type ReadOnlyRoleBook = { readonly roles: ReadonlyMap<string, Role>; readonly hasUsers: boolean }

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
 */
export function mayWrite(op: Operation, book: ReadOnlyRoleBook, ofDevice: Role): boolean {
  const known = book.roles.get(op.actor)
  // who joins with a code writes themselves, as what the code allows
  const introducesSelf = known === undefined && op.entity === 'user' && op.id === op.actor
  if (introducesSelf) return rankOf(claimedRole(op) ?? 'adviser') <= rankOf(ofDevice)
  return isWriter(op.entity, lower(known ?? (book.hasUsers ? 'adviser' : 'admin'), ofDevice))
}

/** Adds the role that an accepted operation gives to a user; operations on anything else leave the book as it is. */
export function noteRole(op: Operation, book: RoleBook): void {
  const claimed = claimedRole(op)
  if (!claimed) return
  book.roles.set(op.id, claimed)
  book.hasUsers = true
}

const claimedRole = ({ entity, fields }: Operation): Role | null =>
  entity === 'user' && isRole(fields.role) ? fields.role : null

const lower = (a: Role, b: Role): Role => (rankOf(a) < rankOf(b) ? a : b)

function isWriter(entity: string, role: Role): boolean {
  if (entity === sealedEntity) return sealedWriters.has(role)
  // one of a later version: nobody can say who writes it there, so that only those who write nearly everything may
  if (!isEntityName(entity)) return isLeader(role)
  return declarationOf(entity).writers.includes(role)
}
