import type { Role } from '../../src-shared/kernel/role.ts'
import type { Operation } from '../../src-shared/sync/operation.ts'
import type { KnownDevice } from '../access/devices.ts'
import type { Transaction } from '../database/database.ts'
import type { RoleBook } from './roles.ts'

/** The roles of those who made the operations, as they were before them. */
export async function readRoles(
  tx: Transaction,
  device: KnownDevice,
  operations: readonly Operation[],
): Promise<RoleBook> {
  const { rows } = await tx.query<{ id: string | null; role: Role; hasUsers: boolean }>(
    `SELECT u.id, u.role, EXISTS (SELECT FROM users WHERE org_id = $1) AS "hasUsers"
     FROM (SELECT) one LEFT JOIN users u ON u.org_id = $1 AND u.id = ANY($2)`,
    [device.orgId, [...new Set(operations.map(({ actor }) => actor))]],
  )
  return {
    roles: new Map(rows.flatMap(({ id, role }) => (id === null ? [] : [[id, role] as const]))),
    hasUsers: rows[0]?.hasUsers ?? false,
  }
}

/** Keeps the roles that are others than before. */
export async function storeRoles(
  tx: Transaction,
  device: KnownDevice,
  before: ReadonlyMap<string, Role>,
  { roles }: RoleBook,
): Promise<void> {
  const changed = [...roles].filter(([id, role]) => before.get(id) !== role)
  if (changed.length === 0) return
  await tx.query(
    `INSERT INTO users (org_id, id, role) SELECT $1, id, role FROM unnest($2::uuid[], $3::text[]) AS row (id, role)
     ON CONFLICT (org_id, id) DO UPDATE SET role = EXCLUDED.role`,
    [device.orgId, changed.map(([id]) => id), changed.map(([, role]) => role)],
  )
}
