import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type DeviceRow, listDevices, noteAct, revokeDevice } from '../access/administration.ts'
import type { Database } from '../database/database.ts'
import { OrganisationParams } from './organisation-routes.ts'
import { revokePage } from './pages.ts'
import { home, organisationPath } from './paths.ts'
import { goTo, show } from './replies.ts'

const params = OrganisationParams.extend({ deviceId: z.uuid() })

/** One device: asks whether it is to be shut out, and shuts it out. */
export const deviceRoutes: FastifyPluginAsyncZod<{ readonly db: Database }> = async (web, { db }) => {
  const deviceOf = async ({ id, deviceId }: z.infer<typeof params>): Promise<DeviceRow | undefined> =>
    (await listDevices(db, id)).find((device) => device.id === deviceId)

  web.get(
    '/admin/organisations/:id/devices/:deviceId',
    { schema: { params } },
    async ({ view, params }, reply) => {
      const device = await deviceOf(params)
      return device ? show(reply, revokePage(view, params.id, device)) : goTo(reply, home)
    },
  )

  web.post(
    '/admin/organisations/:id/devices/:deviceId',
    { schema: { params } },
    async ({ administrator, params }, reply) => {
      const device = await deviceOf(params)
      if (!device) return goTo(reply, home)
      await revokeDevice(db, device.id)
      await noteAct(db, 'revoke-by', administrator.who, params.id)
      return goTo(reply, organisationPath(params.id), 'revoked')
    },
  )
}
