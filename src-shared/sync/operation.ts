import { z } from 'zod'
import { isStorable } from './storable.ts'

const Name = z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,39}$/)

/** A JSON value that is safe to keep and hand on: no depth bombs, no prototype keys, no broken text. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
export const Json = z.custom<Json>((value) => isJson(value, maxDepth), 'not a value that can be kept')

const maxDepth = 12

/** One pass: this looks at every field of every operation that comes in. */
function isJson(value: unknown, depth: number): value is Json {
  switch (typeof value) {
    case 'string':
      return isStorable(value)
    case 'number':
      return Number.isFinite(value)
    case 'boolean':
      return true
    case 'object':
      if (value === null) return true
      if (depth === 0) return false
      if (Array.isArray(value)) return value.every((each) => isJson(each, depth - 1))
      return Object.entries(value).every(([key, each]) => isStorable(key) && isJson(each, depth - 1))
    default:
      return false
  }
}

/**
 * One change of one record, made on one device (docs/sync.md S1).
 * `n` is dense per device, from 1. `base` names, for each field written, the hub number of that field's last write that
 * the device had seen; absent means none but its own, 0 none at all (what it writes for another device, S7c). `at` is
 * shown to people and decides nothing.
 */
export const Operation = z.strictObject({
  deviceId: z.uuid(),
  n: z.int().positive(),
  entity: Name,
  id: z.uuid(),
  kind: z.enum(['put', 'delete', 'restore']),
  fields: z.record(Name, Json),
  base: z.record(Name, z.int().nonnegative()),
  actor: z.uuid(),
  at: z.iso.datetime({ offset: true }),
})
export type Operation = z.infer<typeof Operation>

/** An operation that the hub has accepted, with its number in the organisation's order. */
export type NumberedOperation = Operation & { readonly seq: number }
/** As a device has opened it; `refused` says why it is kept beside the records and not taken into them. */
export type PulledOperation = NumberedOperation & { readonly refused?: Refusal }
/**
 * `box`: what travels openly was hidden in a box. `plain`: what travels in boxes came openly. `damaged`: its box was changed
 * or moved. `malformed`: no operation is in it. `role`: its author may not write this. `field`, with the field's name: a
 * value that this version does not take.
 */
export type Refusal = 'box' | 'plain' | 'damaged' | 'malformed' | 'role' | `field: ${string}`
export const NumberedOperation = Operation.extend({ seq: z.int().positive() })
