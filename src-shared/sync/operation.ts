import { z } from 'zod'

const Name = z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,39}$/)

/** A JSON value that is safe to keep and hand on: no depth bombs, no prototype keys. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
export const Json: z.ZodType<Json> = z
  .json()
  .refine((value) => depthOf(value) <= 12, 'nested too deep') as z.ZodType<Json> // z.json() is mutable

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  let deepest = 0
  for (const child of Object.values(value)) {
    const depth = depthOf(child)
    if (depth > deepest) deepest = depth
    if (deepest > 12) break
  }
  return deepest + 1
}

/**
 * One change of one record, made on one device (docs/sync.md S1).
 * `n` is dense per device, from 1. `base` names, for each field written, the hub number of that field's last write that
 * the device had seen; 0 and absent mean "none". `at` is shown to people and decides nothing.
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
export const NumberedOperation = Operation.extend({ seq: z.int().positive() })
