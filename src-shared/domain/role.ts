export const roles = ['adviser', 'coordinator', 'admin', 'viewer'] as const
export type Role = (typeof roles)[number]

/** Who may reopen months, work on rows of others, and add what is very late (visits.md §3, §9). */
export const isLeader = (role: Role): boolean => role === 'coordinator' || role === 'admin'
