import { z } from 'zod'
import { roles } from '../../kernel/role.ts'
import { declareEntity } from '../entity/entity.ts'

/** A worker; staff names are the only personal data in the open realm (visits.md §6.1). */
export const UserFields = z.object({
  displayName: z.string().trim().min(1).max(100),
  role: z.enum(roles),
  active: z.boolean(),
  /** Languages the worker serves in; what nobody at the point speaks is asked about once (V11). */
  languages: z.array(z.string().max(40)).max(50).default([]),
})
export type UserFields = z.infer<typeof UserFields>

export const user = declareEntity({
  name: 'user',
  realm: 'open',
  fields: UserFields,
  writers: ['admin'],
  plainKeys: {},
  retention: {
    rule: 'the name goes 13 months after the last visit of the user',
    source: 'visits.md §13, proposal',
  },
})
