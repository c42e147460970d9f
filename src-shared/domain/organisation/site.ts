import { z } from 'zod'
import { IsoDate } from '../../kernel/iso-date.ts'
import { declareEntity } from '../entity/entity.ts'

export const siteKinds = [
  'office',
  'library',
  'school',
  'reception',
  'phone-line',
  'online',
  'other',
] as const

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
/** Monday first; null is a day on which the site is shut. */
export const OpeningHours = z.array(z.strictObject({ from: Time, to: Time }).nullable()).length(7)
export type OpeningHours = z.infer<typeof OpeningHours>

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
  openFrom: IsoDate.nullable().default(null),
  /** The last day; null while it is open. */
  openTo: IsoDate.nullable().default(null),
  openingHours: OpeningHours.nullable().default(null),
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
