import { z } from 'zod'
import { IsoDate } from '../../kernel/iso-date.ts'

const Code = z.string().min(1).max(40)
const Codes = z.array(Code).max(50)
/** Asked for in some organisations only; rows from before it was asked have none. */
const OptionalCode = Code.nullable().default(null)
const OptionalCount = z.int().min(0).max(500).nullable().default(null)

/** An anonymous contact at an advice point (visits.md §6.2); the counting unit, never a person. */
export const VisitFields = z.object({
  kind: z.enum(['individual', 'group']),
  siteId: z.uuid(),
  userId: z.uuid().nullable(),
  date: IsoDate,
  /** Local time, `HH:MM`, Europe/Helsinki. */
  startTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  /** Minutes; for written channels the working time. */
  durationMin: z.int().min(1).max(480).nullable().default(null),
  channel: Code,
  setting: Code,
  serviceLanguage: Code,
  motherTongue: OptionalCode,
  interpreterMode: Code,
  interpreterLanguage: Code.nullable(),
  partySize: z.int().min(1).max(20).nullable(),
  participants: z.int().min(2).max(500).nullable(),
  participantsFemale: OptionalCount,
  participantsMale: OptionalCount,
  gender: Code.default('not-asked'),
  ageGroup: Code.default('not-asked'),
  nationality: OptionalCode,
  residenceBasis: OptionalCode,
  timeInFinland: OptionalCode,
  clientMunicipality: OptionalCode,
  repeat: OptionalCode,
  heardFrom: OptionalCode,
  /** The first is the main topic. */
  topics: Codes,
  measures: Codes,
  referrals: Codes,
  outcome: Code,
  /** Passes the identifier filter; never exported unless asked for, gone after 60 days (visits.md §13). */
  note: z.string().max(200).nullable().default(null),
  /** `quick`: a tally made in the queue, to be completed later. */
  completeness: z.enum(['quick', 'complete']),
  /** Saved more than seven days after its date, or into a month that had been closed. */
  lateEntry: z.boolean().default(false),
  codeSetVersion: z.string().max(40),
})
export type VisitFields = z.infer<typeof VisitFields>
