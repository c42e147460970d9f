import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { roles } from '../../src-shared/kernel/role.ts'
import { createEnrolCode, noteAct } from '../access/administration.ts'
import { ensureOrganisation } from '../access/organisation-names.ts'
import type { Database } from '../database/database.ts'
import { codePage } from './pages.ts'
import { show } from './replies.ts'

const CodeBody = z.object({ organisation: z.string().trim().min(1).max(200), role: z.enum(roles) })

/** A code for the first device of an organisation, which is named here and known by its id from then on. */
export const codeRoutes: FastifyPluginAsyncZod<{ readonly db: Database }> = async (web, { db }) => {
  web.post('/admin/codes', { schema: { body: CodeBody } }, async ({ view, administrator, body }, reply) => {
    const { organisation, role } = body
    const id = await ensureOrganisation(db, organisation)
    const code = await createEnrolCode(db, id, role)
    await noteAct(db, 'code', administrator.who, id)
    return show(reply, codePage(view, organisation, code))
  })
}
