import { z } from 'zod'

/**
 * How a record stands: `shown`, on the conflict desk (`contested`), `deleted` with what it held, `erased` with nothing left
 * of it but its id and the keys by which it is found, `unreadable` by this version of the program, as it was written, or
 * `damaged`: its row does not open, and nothing is known of it.
 */
export const recordStates = ['shown', 'contested', 'deleted', 'erased', 'unreadable', 'damaged'] as const

/** Who changed a record, when, on which device, and which fields (`src-shared/sync/history.ts`). */
export const ExportChange = z.strictObject({
  at: z.string(),
  actor: z.string(),
  deviceId: z.string(),
  kind: z.enum(['put', 'delete', 'restore']),
  fields: z.array(z.string()),
  /** The device's own number of the change, and the hub's; null while the hub has not stored it. */
  n: z.int(),
  seq: z.int().nullable(),
})

/** One record on its way out, as the window has opened it. The values are JSON, because they came as such. */
export const ExportRow = z.strictObject({
  id: z.string().max(300),
  state: z.enum(recordStates),
  fields: z.record(z.string(), z.unknown()),
  history: z.array(ExportChange).optional(),
})
export type ExportRow = z.infer<typeof ExportRow>
