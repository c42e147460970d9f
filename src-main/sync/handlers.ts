import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { Handlers } from '../../src-shared/bridge/calls.ts'
import { EnrolResponse, protocol, SyncResponse } from '../../src-shared/sync/messages.ts'
import { writeAtomically } from '../data-folder/atomic-write.ts'
import { deriveKey, seal, unseal } from '../keys/box.ts'
import type { Opened } from '../keys/keyring.ts'
import { type Fetch, postJson, readHubAddress } from './transport.ts'

const Enrolment = z.object({ address: z.string(), token: z.string(), organisation: z.string() })
type Enrolment = z.infer<typeof Enrolment>

/** Talks to the hub. The device token lies sealed on disk and never reaches the window. */
export function createSyncHandlers(
  folder: string,
  opened: () => Opened | null,
  send: Fetch,
): Pick<Handlers, 'syncStatus' | 'syncEnrol' | 'syncExchange'> {
  const file = path.join(folder, 'hub.bin')
  const context = 'hub-enrolment'

  const read = async (key: Opened): Promise<Enrolment | null> => {
    if (!existsSync(file)) return null
    const plain = unseal(deriveKey(key.dataKey, context), await readFile(file), context)
    return plain && Enrolment.parse(JSON.parse(plain.toString('utf8')))
  }
  return {
    async syncStatus() {
      const key = opened()
      const enrolment = key && (await read(key))
      return { address: enrolment?.address ?? null, organisation: enrolment?.organisation ?? null }
    },
    async syncEnrol({ address: typed, ...request }) {
      const key = opened()
      if (!key) return { kind: 'unreachable', reason: 'locked' }
      const address = readHubAddress(typed)
      if (typeof address !== 'string') return address
      const answer = await postJson(send, `${address}/v1/enrol`, { protocol, ...request }, null)
      if (answer.kind === 'unreachable') return answer
      const read = EnrolResponse.safeParse(answer.value)
      if (!read.success) {
        const refusal = SyncResponse.safeParse(answer.value)
        if (!refusal.success || refusal.data.kind !== 'refused')
          return { kind: 'unreachable', reason: 'nonsense' }
        const { reason } = refusal.data
        return { kind: 'refused', reason: reason === 'token' || reason === 'revoked' ? 'malformed' : reason }
      }
      if (read.data.kind === 'refused') return read.data
      const { token, organisation } = read.data
      const box = seal(
        deriveKey(key.dataKey, context),
        Buffer.from(JSON.stringify({ address, token, organisation })),
        context,
      )
      await writeAtomically(file, box)
      return { kind: 'enrolled', organisation }
    },
    async syncExchange({ message }) {
      const key = opened()
      if (!key) return { kind: 'unreachable', reason: 'locked' }
      const enrolment = await read(key)
      if (!enrolment) return { kind: 'unreachable', reason: 'not-enrolled' }
      const answer = await postJson(send, `${enrolment.address}/v1/sync`, message, enrolment.token)
      if (answer.kind === 'unreachable') return answer
      const response = SyncResponse.safeParse(answer.value)
      return response.success
        ? { kind: 'answer', response: response.data }
        : { kind: 'unreachable', reason: 'nonsense' }
    },
  }
}
