import { z } from 'zod'

/** Bounds of what is suppressed in one go; a year of topics by languages and months fits. */
export const limits = { codes: 400, cells: 10_000, count: 1_000_000_000, earlier: 200 } as const

const Name = z.string().min(1, 'is empty').max(100, 'has over 100 letters')
const Threshold = z
  .int('must be a whole number from 3 to 10')
  .min(3, 'must be from 3 to 10')
  .max(10, 'must be from 3 to 10')
const Count = z
  .int('must be a whole number')
  .min(0, 'must not be negative')
  .max(limits.count, `must not be over ${limits.count}`)

const VariableInput = z.strictObject({
  name: Name,
  codes: z
    .array(Name)
    .min(1, 'has no codes')
    .max(limits.codes, `has too many codes: at most ${limits.codes}`),
  groups: z.record(Name, z.array(Name).min(1, 'has no codes')).default({}),
  /** All codes, or some, in which a whole row gives something away. By default what the name says (visits.md §10.4 rule 6). */
  sensitive: z.union([z.boolean(), z.array(Name)]).optional(),
  /** Thresholds of codes, where larger than that of the table. By default what the name says (rule 1). */
  thresholds: z.record(Name, Threshold).optional(),
})
export type VariableInput = z.infer<typeof VariableInput>

const variables = z
  .array(VariableInput)
  .min(1, 'must be one to four variables')
  .max(4, 'must be one to four variables')

const EntryInput = z.object({ at: z.record(Name, Name), value: Count.nullable() })
export type EntryInput = z.infer<typeof EntryInput>
const Entries = z.array(EntryInput)
const PublicationInput = z.object({ published: Entries, zerosHidden: z.boolean().default(false) })
export type PublicationInput = z.infer<typeof PublicationInput>

/** A publication as it was printed, or only its counts; a single list of counts is one publication. */
const earlier = z
  .preprocess(
    (given) => {
      if (!Array.isArray(given)) return given
      const isCount = (one: unknown): boolean =>
        typeof one === 'object' && one !== null && Object.hasOwn(one, 'at')
      if (given.length > 0 && given.every(isCount)) return [{ published: given }]
      return given.map((one) => (Array.isArray(one) ? { published: one } : one))
    },
    z.array(PublicationInput).max(limits.earlier, `at most ${limits.earlier} publications`),
  )
  .default([])

/** Tables to be published, from the counts of their cells. */
export const TablesInput = z.strictObject({
  threshold: Threshold.default(5),
  variables,
  /** As many levels of lists as there are variables; checked when the variables are known. */
  cells: z.unknown().optional(),
  tables: z.array(z.array(Name)).optional(),
  earlier,
})
export type TablesInput = z.infer<typeof TablesInput>

/** A publication that is only to be attacked. */
export const AttackInput = z.strictObject({
  threshold: Threshold.default(5),
  variables: variables.optional(),
  published: Entries,
  zerosHidden: z.boolean().default(false),
  merged: z.unknown().optional(),
  proposals: z.unknown().optional(),
  unprotectable: z.unknown().optional(),
  earlier,
})
export type AttackInput = z.infer<typeof AttackInput>
