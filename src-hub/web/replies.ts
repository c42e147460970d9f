import type { FastifyReply } from 'fastify'

/** What the next page says was done. */
export const said = ['saved', 'erased', 'revoked'] as const
export type Said = (typeof said)[number]

export const show = (reply: FastifyReply, page: string, status = 200): FastifyReply =>
  reply.code(status).type('text/html; charset=utf-8').send(page)

/** On to a page that is looked at, not sent again when it is loaded again. */
export const goTo = (reply: FastifyReply, path: string, word: Said | null = null): FastifyReply =>
  reply.redirect(word === null ? path : `${path}?said=${word}`, 303)
