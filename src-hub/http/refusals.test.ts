import Fastify from 'fastify'
import { type FastifyPluginAsyncZod, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { createMetrics } from './metrics.ts'
import { answerErrors, answerOf, createRefuse, textAnswerOf } from './refusals.ts'

const Answer = z.object({ kind: z.literal('done'), count: z.int() })

async function setupRoutes() {
  const metrics = createMetrics()
  const refuse = createRefuse(metrics)
  const app = Fastify().setValidatorCompiler(validatorCompiler).setSerializerCompiler(serializerCompiler)
  answerErrors(app, refuse)
  const routes: FastifyPluginAsyncZod = async (hub) => {
    const body = z.strictObject({ count: z.number() })
    hub.post('/checked', { schema: { body, response: answerOf(Answer) } }, async (request) => ({
      kind: 'done' as const,
      count: request.body.count,
    }))
    hub.post('/refused', { schema: { response: answerOf(Answer) } }, async () => refuse('quota'))
    hub.post('/text', { schema: { response: textAnswerOf(Answer) } }, async (_, reply) =>
      reply.type('application/json').send('{"kind": "done"}'),
    )
    hub.post('/thrown', async () => {
      throw new Error('the password of the database is x')
    })
  }
  await app.register(routes)
  const ask = async (url: string, payload: object = {}) => {
    const { statusCode, body } = await app.inject({ method: 'POST', url, payload })
    return [statusCode, body] as const
  }
  const counted = async () => (await metrics.refusals.get()).values.map(({ labels }) => labels.reason)
  return { ask, counted }
}
const refused = (reason: string) => JSON.stringify({ kind: 'refused', reason })

it('answers a message of another shape, and counts it', async () => {
  const { ask, counted } = await setupRoutes()

  expect(await ask('/checked', { count: 1 })).toEqual([200, '{"kind":"done","count":1}'])
  expect(await ask('/checked', { count: 'one' })).toEqual([200, refused('malformed')])
  expect(await ask('/checked', { count: 1, more: 2 })).toEqual([200, refused('malformed')])
  expect(await counted()).toEqual(['malformed'])
})
it('sends no answer that is not as described, and no word of what failed', async () => {
  const { ask } = await setupRoutes()

  expect(await ask('/checked', { count: 1.5 })).toEqual([500, refused('busy')])
  expect(await ask('/thrown')).toEqual([500, refused('busy')])
  expect(await ask('/nowhere')).toEqual([404, refused('malformed')])
})
it('keeps the reason of a refusal, and hands text on as it lies', async () => {
  const { ask, counted } = await setupRoutes()

  expect(await ask('/refused')).toEqual([200, refused('quota')])
  expect(await ask('/text')).toEqual([200, '{"kind": "done"}'])
  expect(await counted()).toEqual(['quota'])
})
