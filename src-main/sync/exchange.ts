import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { z } from 'zod'
import type { Handlers } from '../../src-shared/bridge/calls.ts'
import { ExchangeFile, exchangeContext, RelayResponse } from '../../src-shared/sync/exchange-file.ts'
import { SyncResponse } from '../../src-shared/sync/messages.ts'
import { deriveKey, seal, unseal } from '../keys/box.ts'
import type { Shell } from '../shell/shell.ts'
import { type Fetch, postJson } from './transport.ts'

const [pack, unpack] = [promisify(gzip), promisify(gunzip)]
const maxBytes = 64 * 1024 * 1024
const maxFileBytes = 16 * 1024 * 1024

type Connection = { readonly address: string; readonly token: string }

/** As the hub does: from the hash of the token, which is all that it keeps. */
const keyOf = (token: string): Uint8Array =>
  deriveKey(createHash('sha256').update(token).digest(), 'exchange-file')

/** Sync without a network: a file on a stick, which another device carries to the hub and back. */
export function createExchangeHandlers(
  connection: () => Promise<Connection | null>,
  send: Fetch,
  shell: Pick<Shell, 'pickFiles' | 'saveFile'>,
): Pick<Handlers, 'exchangeMake' | 'exchangeOpen'> {
  const save = (file: ExchangeFile, name: string) =>
    shell.saveFile(name, Buffer.from(`${JSON.stringify(file)}\n`))
  const nameOf = (kind: string, deviceId: string): string => `alpo-${kind}-${deviceId.slice(-4)}.json`

  return {
    async exchangeMake({ deviceId, messages }) {
      const hub = await connection()
      if (!hub) return { kind: 'not-enrolled' }
      const context = exchangeContext({ kind: 'request', deviceId })
      const box = seal(keyOf(hub.token), await pack(JSON.stringify(messages)), context).toString('base64')
      return save(
        { format: 'alpo-exchange', version: 1, kind: 'request', deviceId, box },
        nameOf('lahtee', deviceId),
      )
    },
    async exchangeOpen({ deviceId }) {
      const hub = await connection()
      if (!hub) return { kind: 'not-enrolled' }
      const [picked] = await shell.pickFiles({ extensions: ['json'] })
      if (!picked) return { kind: 'cancelled' }
      const file = picked.bytes <= maxFileBytes ? await readFile(picked.read) : null
      if (!file) return { kind: 'not-exchange' }
      if (file.kind === 'answer') {
        if (file.deviceId !== deviceId) return { kind: 'of-another' }
        const packed = unseal(keyOf(hub.token), Buffer.from(file.box, 'base64'), exchangeContext(file))
        const responses = packed && (await readAnswers(packed))
        return responses ? { kind: 'answers', responses } : { kind: 'not-exchange' }
      }
      if (file.deviceId === deviceId) return { kind: 'own' }
      const body = { deviceId: file.deviceId, box: file.box }
      const answer = await postJson(send, `${hub.address}/v1/relay`, body, hub.token)
      if (answer.kind === 'unreachable') return answer
      const read = RelayResponse.safeParse(answer.value)
      if (!read.success) return { kind: 'unreachable', reason: 'nonsense' }
      if (read.data.kind === 'refused') return { kind: 'refused' }
      const saved = await save(
        { ...file, kind: 'answer', box: read.data.box },
        nameOf('vastaus', file.deviceId),
      )
      return saved.kind === 'saved' ? { kind: 'relayed', name: saved.name } : saved
    },
  }
}

async function readFile(read: () => Promise<Uint8Array>): Promise<ExchangeFile | null> {
  try {
    return ExchangeFile.parse(JSON.parse(Buffer.from(await read()).toString('utf8')))
  } catch {
    return null
  }
}

async function readAnswers(packed: Uint8Array): Promise<SyncResponse[] | null> {
  try {
    const text = (await unpack(packed, { maxOutputLength: maxBytes })).toString('utf8')
    return z.array(SyncResponse).parse(JSON.parse(text))
  } catch {
    return null
  }
}
