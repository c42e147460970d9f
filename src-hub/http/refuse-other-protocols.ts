import type { preValidationAsyncHookHandler } from 'fastify'
import { protocol, protocols } from '../../src-shared/sync/messages.ts'
import type { Refuse } from './refusals.ts'

/** A hook: another protocol version is told so before anything else, never met with silence (S8). */
export const refuseOtherProtocols =
  (refuse: Refuse): preValidationAsyncHookHandler =>
  async ({ body }, reply) => {
    const theirs = typeof body === 'object' && body !== null && 'protocol' in body ? body.protocol : protocol
    if (typeof theirs !== 'number' || (protocols as readonly number[]).includes(theirs)) return
    return reply.send(refuse(theirs < protocol ? 'client-too-old' : 'hub-too-old'))
  }
