export const roles = ['adviser', 'coordinator', 'admin', 'viewer'] as const
export type Role = (typeof roles)[number]
export const isRole = (value: unknown): value is Role => (roles as readonly unknown[]).includes(value)

/** Who may reopen months, work on rows of others, and add what is very late (visits.md §3, §9). */
export const isLeader = (role: Role): boolean => role === 'coordinator' || role === 'admin'
