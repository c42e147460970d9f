import { z } from 'zod'
import { declareEntity } from '../entity/entity.ts'

/**
 * Background fields that are off until an organisation switches them on (visits.md §8.1): each says how much of a person
 * it gives away, so each needs a reason.
 */
export const optionalFields = [
  'motherTongue',
  'nationality',
  'residenceBasis',
  'timeInFinland',
  'clientMunicipality',
  'repeat',
  'heardFrom',
  'durationMin',
  'note',
] as const
export type OptionalField = (typeof optionalFields)[number]

const Reason = z.string().trim().min(1).max(200).nullable().default(null)

/** How the register works in one organisation. A field with a reason is on. */
export const RegisterSettingsFields = z.object({
  motherTongue: Reason,
  nationality: Reason,
  residenceBasis: Reason,
  timeInFinland: Reason,
  clientMunicipality: Reason,
  repeat: Reason,
  heardFrom: Reason,
  durationMin: Reason,
  note: Reason,
})
export type RegisterSettingsFields = z.infer<typeof RegisterSettingsFields>

export const registerSettings = declareEntity({
  name: 'registerSettings',
  realm: 'open',
  fields: RegisterSettingsFields,
  writers: ['admin'],
  plainKeys: {},
  retention: { rule: 'as long as the register', source: 'visits.md §8.1, proposal' },
})

/** There is one record of it: the same id on every device. */
export const registerSettingsId = '00000000-0000-8000-8000-000000000001'
export const defaultSettings: RegisterSettingsFields = RegisterSettingsFields.parse({})
