import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import type { FastifyReply } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { roles } from '../../src-shared/kernel/role.ts'
import { createEnrolCode, listDevices, listUsers, noteAct, setQuota } from '../access/administration.ts'
import {
  eraseOrganisation,
  exportLines,
  findOrganisation,
  type OrganisationRow,
} from '../archive/organisations.ts'
import type { Database } from '../database/database.ts'
import { codePage, organisationPage, type View } from './pages.ts'
import { home, organisationPath } from './paths.ts'
import { goTo, show } from './replies.ts'
import { textsOf } from './texts.ts'

export const OrganisationParams = z.object({ id: z.uuid() })
const QuotaBody = z.object({ megabytes: z.coerce.number().int().nonnegative().max(10_000_000) })

/** One organisation: its page, a code for a device, room, download and erasure. */
export const organisationRoutes: FastifyPluginAsyncZod<{ readonly db: Database }> = async (web, { db }) => {
  const params = OrganisationParams

  web.get('/admin/organisations/:id', { schema: { params } }, async ({ view, params: { id } }, reply) => {
    const organisation = await findOrganisation(db, id)
    return organisation ? showOrganisation(reply, db, view, organisation, null) : goTo(reply, home)
  })

  web.post(
    '/admin/organisations/:id/codes',
    { schema: { params, body: z.object({ role: z.enum(roles) }) } },
    async ({ view, administrator, params: { id }, body: { role } }, reply) => {
      const organisation = await findOrganisation(db, id)
      if (!organisation) return goTo(reply, home)
      const code = await createEnrolCode(db, id, role)
      await noteAct(db, 'code', administrator.who, id)
      return show(reply, codePage(view, organisation.name, code))
    },
  )

  web.post(
    '/admin/organisations/:id/quota',
    { schema: { params, body: QuotaBody } },
    async ({ administrator, params: { id }, body: { megabytes } }, reply) => {
      if (!(await setQuota(db, id, megabytes))) return goTo(reply, home)
      await noteAct(db, 'quota-by', administrator.who, id)
      return goTo(reply, organisationPath(id), 'saved')
    },
  )

  web.post(
    '/admin/organisations/:id/export',
    { schema: { params } },
    async ({ administrator, params: { id } }, reply) => {
      if (!(await findOrganisation(db, id))) return goTo(reply, home)
      await noteAct(db, 'export', administrator.who, id)
      const lines = Readable.from(exportLines(db, id, { rows: 0 }))
      return reply
        .type('application/gzip')
        .header('content-disposition', 'attachment; filename="organisation.jsonl.gz"')
        .header('content-encoding', 'identity')
        .send(lines.pipe(createGzip({ level: 6 })))
    },
  )

  web.post(
    '/admin/organisations/:id/erase',
    { schema: { params, body: z.object({ name: z.string().default('') }) } },
    async ({ view, administrator, params: { id }, body: { name } }, reply) => {
      const organisation = await findOrganisation(db, id)
      if (!organisation) return goTo(reply, home)
      if (name.trim() !== organisation.name)
        return showOrganisation(reply, db, view, organisation, textsOf(view.lang).eraseWrong)
      await eraseOrganisation(db, id)
      await noteAct(db, 'erase-by', administrator.who, null)
      return goTo(reply, home, 'erased')
    },
  )
}

async function showOrganisation(
  reply: FastifyReply,
  db: Database,
  view: View,
  organisation: OrganisationRow,
  problem: string | null,
): Promise<FastifyReply> {
  const [devices, users] = [await listDevices(db, organisation.id), await listUsers(db, organisation.id)]
  const page = organisationPage(view, organisation, devices, users, problem)
  return show(reply, page, problem === null ? 200 : 400)
}
