import { z } from 'zod'
import { declareEntity } from '../entity/entity.ts'

/** What people call a device, so that a conflict can say where a value came from. Its id is the device's own. */
export const DeviceFields = z.object({ name: z.string().trim().min(1).max(100) })

export const device = declareEntity({
  name: 'device',
  realm: 'open',
  fields: DeviceFields,
  writers: ['adviser', 'coordinator', 'admin'],
  plainKeys: {},
  retention: { rule: 'as long as a history names it', source: 'design.md §5.4' },
})
