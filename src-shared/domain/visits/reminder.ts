import { z } from 'zod'
import { addDays, IsoDate } from '../../kernel/iso-date.ts'
import { declareEntity } from '../entity/entity.ts'
import { scanText } from '../privacy/identifier-filter.ts'

/**
 * What a worker wants to remember about a contact (visits.md §6.3). It names nobody, stays on this device, and dies: a
 * follow-up list of people belongs into another system.
 */
export const ReminderFields = z.object({
  visitId: z.uuid(),
  /** Whose reminder it is; nobody else is shown it. */
  userId: z.uuid(),
  text: z.string().trim().min(1).max(200),
  due: IsoDate,
  createdOn: IsoDate,
})
export type ReminderFields = z.infer<typeof ReminderFields>

/** Days that a reminder lives. */
export const reminderDays = 30

export const reminder = declareEntity({
  name: 'reminder',
  realm: 'local',
  fields: ReminderFields,
  writers: ['adviser', 'coordinator', 'admin'],
  plainKeys: { createdOn: ({ createdOn }) => createdOn },
  problems: ({ kind, after }) => [
    ...(kind === 'put' && scanText(after.text).verdict === 'block' ? [{ id: 'V18', field: 'text' }] : []),
    ...(kind === 'put' && (after.due < after.createdOn || after.due > addDays(after.createdOn, reminderDays))
      ? [{ id: 'M01', field: 'due' }]
      : []),
  ],
  retention: { rule: '30 days after it was written', source: 'visits.md §6.3, proposal' },
})
