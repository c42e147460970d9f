import { z } from 'zod'

/**
 * Messages that a stick carries instead of a network. A device seals what it would send; any other device of its
 * organisation that meets the hub hands it in and carries the sealed answer back. Who carries it cannot read it, and
 * reading it twice does no harm: the messages are those of the network (S2, S3).
 */
export const ExchangeFile = z.strictObject({
  format: z.literal('alpo-exchange'),
  version: z.literal(1),
  kind: z.enum(['request', 'answer']),
  deviceId: z.uuid(),
  box: z.base64().max(12_000_000),
})
export type ExchangeFile = z.infer<typeof ExchangeFile>

export const maxMessages = 40
/** What the sealing is bound to, so that a request is never taken for an answer or for another device's. */
export const exchangeContext = ({ kind, deviceId }: Pick<ExchangeFile, 'kind' | 'deviceId'>): string =>
  `alpo-exchange/${kind}/${deviceId}`

export const RelayRequest = z.strictObject({ deviceId: z.uuid(), box: z.base64().max(12_000_000) })
export const RelayResponse = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('relayed'), box: z.base64() }),
  /** `unknown`: no device of this organisation sealed it, or it was changed. */
  z.object({ kind: z.literal('refused'), reason: z.string() }),
])
