import { openRegister } from '../../src-renderer/data/opening/open-register.ts'
import type { RegisterOptions } from '../../src-renderer/data/register/register.ts'
import type { Store } from '../../src-renderer/data/register/store.ts'
import { createCipher } from '../../src-renderer/data/sealing/cipher.ts'
import { uuidV7 } from '../../src-shared/kernel/uuid-v7.ts'
import { toBase64 } from '../../src-shared/text/base64.ts'

// by what Node and the browser both have: stores are opened in either
const randomBytes = (count: number) => crypto.getRandomValues(new Uint8Array(count))
const randomUUID = () => crypto.randomUUID()
export const dataKey = toBase64(randomBytes(32))

/** A register of its own in memory; the same name opens the same one again. */
type Setup = {
  readonly name?: string
  readonly key?: string
  readonly keyId?: string
  readonly userId?: string
  readonly today?: () => string
} & Pick<RegisterOptions, 'keepMark' | 'guard' | 'builtOn' | 'db' | 'journal'>

export async function setupStore({
  name = randomUUID(),
  key = dataKey,
  keyId = 'k1',
  userId = randomUUID(),
  today = () => '2026-11-24',
  ...watching
}: Setup = {}): Promise<Store & { readonly name: string }> {
  const clock = {
    nowIso: () => new Date().toISOString(),
    today,
    newId: () => uuidV7(Date.now(), randomBytes(10)),
  }
  const store = await openRegister({
    cipher: await createCipher(key, keyId),
    userId,
    clock,
    name,
    ...watching,
  })
  await store.exclusive(async () => undefined) // all months are there
  store.workAs('admin')
  return Object.assign(store, { name })
}
