import { z } from 'zod'
import { declareEntity } from '../entity/entity.ts'

/** 32 bytes of an X25519 public key (RFC 7748). */
const PublicKey = z.base64().length(44)

/**
 * How a device can be given a key of the sealed realm without anybody typing. Its id is the device's own. Sealed, so that a
 * hub cannot put a key of its own in its place.
 */
export const DeviceKeyFields = z.object({
  publicKey: PublicKey,
  /** That of the recovery key printed on that device; null where it was printed by an older version. */
  recoveryPublicKey: PublicKey.nullable(),
})
export type DeviceKeyFields = z.infer<typeof DeviceKeyFields>

export const deviceKey = declareEntity({
  name: 'deviceKey',
  realm: 'sealed',
  fields: DeviceKeyFields,
  writers: ['coordinator', 'admin'],
  plainKeys: {},
  retention: { rule: 'as long as the device', source: 'design.md §4' },
})

/** Before the id of a device it names the recovery key that was printed there. */
export const recoveryPrefix = 'recovery/'

/** A key of the sealed realm, in one box for each of those who may have it. */
export const RealmKeyFields = z.object({
  keyId: z.string().max(20),
  /** 1 for the first key of an organisation. Devices write with the highest that they have. */
  generation: z.int().positive(),
  /** By device id, or `recovery/` and the id of the device that printed the recovery key. */
  boxes: z.record(z.string().max(60), z.base64().max(200)),
  /** The keys before it, for whoever has this one; null for the first. */
  previous: z.base64().max(20_000).nullable(),
})
export type RealmKeyFields = z.infer<typeof RealmKeyFields>

export const realmKey = declareEntity({
  name: 'realmKey',
  realm: 'open',
  fields: RealmKeyFields,
  writers: ['admin'],
  plainKeys: {},
  retention: { rule: 'as long as anything sealed with the key', source: 'design.md §4' },
})
