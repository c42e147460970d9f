import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { hashCode, hashSecret } from '../../src-hub/access/secrets.ts'
import { openRequest } from '../../src-hub/order/relay.ts'
import { deriveKey, unseal } from '../../src-main/keys/box.ts'
import { recover, recoverySeed } from '../../src-main/keys/keyring.ts'
import { unsealWith } from '../../src-main/keys/x25519.ts'
import { openPiece, sealPiece } from '../../src-main/sync/files.ts'
import { createCipher } from '../../src-renderer/data/sealing/cipher.ts'
import { openRealmKeyring } from '../../src-renderer/data/sealing/realm-keyring.ts'
import { fromWire } from '../../src-renderer/data/sealing/sealed-wire.ts'
import { exchangeContext } from '../../src-shared/sync/exchange-file.ts'
import { aDevice } from '../builders/realm-device.ts'

/** Made once by the version of 27 November 2026, and never again: what it sealed, printed and told must stay readable. */
const earlier = JSON.parse(readFileSync('test/fixtures/sealed/v1.json', 'utf8'))
const bytes = (text: string): Buffer => Buffer.from(text, 'base64')
const key = bytes(earlier.key)
/** As people type: small letters, spaces for hyphens, a stray sign. */
const typed = (printed: string): string => ` ${printed.toLowerCase().replaceAll('-', ' ')}. `

describe('what an earlier version sealed is opened', () => {
  it('a key of a file on the disk', () => {
    const { realm } = earlier.files
    const plain = unseal(deriveKey(key, realm.context), bytes(realm.box), realm.context)

    expect(JSON.parse(String(plain))).toEqual(realm.keys)
  })
  it('a secret for whoever has the private key', () => {
    const { box, context, plain } = earlier.sealedFor

    expect(String(unsealWith(key, bytes(box), context))).toBe(plain)
  })
  it('a piece of a file, which is sealed to the same bytes', () => {
    const { sha256, index, pieces, plain, sealed } = earlier.piece

    expect(sealPiece(key, sha256, index, pieces, Buffer.from(plain)).toString('base64')).toBe(sealed)
    expect(String(openPiece(key, sha256, index, pieces, bytes(sealed)))).toBe(plain)
  })
  it('a row and a segment of the window', async () => {
    const { row, segment } = earlier
    const cipher = await createCipher(earlier.key, row.keyId)

    expect(await cipher.open(bytes(row.box), row.place)).toEqual(row.value)
    expect([...(await cipher.openBytes(bytes(segment.box), segment.place))]).toEqual(segment.bytes)
  })
  it('an operation of the sealed realm', async () => {
    const { keyId, plain, sealed } = earlier.operation
    const realmKeyring = await openRealmKeyring([{ id: keyId, key: earlier.key }])

    expect(await fromWire({ realmKeyring }, { ...sealed, seq: 1 })).toEqual({ ...plain, seq: 1 })
  })
  it('a request on a stick, and its answer', async () => {
    const { token, request, messages, answer, answers } = earlier.exchange
    const exchangeKey = deriveKey(hashSecret(token), 'exchange-file')
    const context = exchangeContext({ kind: 'answer', deviceId: request.deviceId })

    expect(await openRequest(request.deviceId, hashSecret(token), bytes(request.box))).toEqual(messages)
    const packed = unseal(exchangeKey, bytes(answer), context)
    expect(JSON.parse(String(packed && gunzipSync(packed)))).toEqual(answers)
  })
})

describe('what an earlier version printed is read, however it is typed', () => {
  it('a recovery key', async () => {
    const { printed, keyring, dataKey } = earlier.recoveryKey
    const recovered = await recover(keyring, typed(printed), 'toinen salalause')

    expect(recovered?.opened.dataKey).toEqual(new Uint8Array(bytes(dataKey)))
    const { printed: another, seed } = earlier.recoverySeed
    expect(recoverySeed(typed(another))).toEqual(new Uint8Array(bytes(seed)))
  })
  it('a transfer code, and with it the keys that another device had', async () => {
    const { printed, passphrase, keys } = earlier.transferCode
    const looksAlike = typed(printed).replaceAll('0', 'o').replaceAll('1', 'l')

    for (const code of [printed, typed(printed), looksAlike, looksAlike.replace('l', 'I')])
      expect(await aDevice(key).realmAccept({ code, passphrase })).toEqual({ kind: 'accepted', keys })
  })
  it('a key that was handed over in a box', async () => {
    const { record, deviceId } = earlier.handedOver
    const { box } = earlier.files.deviceKey
    const device = aDevice(key, { 'device-key.bin': bytes(box) })

    const { keys } = await device.realmOpen({ deviceId, records: [record] })

    expect(keys.map(({ id, generation }) => [id, generation])).toEqual([
      [earlier.files.realm.keys[0].id, 1],
      [record.keyId, 2],
    ])
    expect(await device.realmPublicKey({})).toMatchObject({ publicKey: earlier.files.deviceKey.publicKey })
  })
  it('a one-time code, of which the hub keeps the hash', () => {
    const { printed, hash } = earlier.oneTimeCode

    expect(hashCode(typed(printed)).toString('base64')).toBe(hash)
  })
})
