import swagger from '@fastify/swagger'
import plugin from 'fastify-plugin'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { protocol } from '../../src-shared/sync/messages.ts'

/**
 * The description of the hub's interface (OpenAPI 3.1), made from the schemas of its routes; the pages for people under
 * `/admin` are none of it. The hub does not start with a route that says nothing of itself.
 */
export const describeRoutes = plugin(async (hub) => {
  await hub.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'ALPO-desk sync hub', version: `${protocol}` },
      components: { securitySchemes: { deviceToken: { type: 'http', scheme: 'bearer' } } },
    },
    convertConstToEnum: false, // OpenAPI 3.1 knows const
    transform: (document) => {
      const { schema, url, route } = document
      if (url.startsWith('/admin')) return { schema: { hide: true }, url }
      if (!schema?.summary) throw new Error(`a route without a description: ${route.method} ${url}`)
      return jsonSchemaTransform(document)
    },
  })
  hub.addHook('onReady', async () => void hub.swagger())
})
