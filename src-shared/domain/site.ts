import { z } from 'zod'
import { declareEntity } from './entity.ts'

export const siteKinds = [
  'office',
  'library',
  'school',
  'reception',
  'phone-line',
  'online',
  'other',
] as const

/** A physical or virtual place of an advice point, with what its visits are preset to. */
export const SiteFields = z.object({
  name: z.string().trim().min(1).max(100),
  kind: z.enum(siteKinds),
  municipality: z
    .string()
    .regex(/^\d{3}$/)
    .nullable(),
  defaultChannel: z.string().max(40),
  defaultSetting: z.string().max(40),
  defaultLanguage: z.string().max(40),
})
export type SiteFields = z.infer<typeof SiteFields>

export const site = declareEntity({
  name: 'site',
  realm: 'open',
  fields: SiteFields,
  writers: ['adviser', 'coordinator', 'admin'],
  plainKeys: {},
  retention: { rule: 'as long as a visit names it', source: 'visits.md §13, proposal' },
})
