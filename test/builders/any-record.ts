import { z } from 'zod'
import { declarationOf, type EntityName } from '../../src-shared/domain/registry.ts'
import { defaultProfile } from '../../src-shared/domain/visits/handover.ts'
import type { Random } from '../sim/random.ts'

type Schema = z.core.JSONSchema.BaseSchema

/** Texts that break tables, pages and spreadsheets which take them for more than texts. */
const hostile = [
  '=HYPERLINK("http://evil.example";"x")',
  '+358 40 123',
  '-1',
  '@SUM(A1)',
  "'alku",
  'a;b,"c"\r\nd\te',
  '</script><img src=x onerror=alert(1)>',
  'Āḥmed Тест ☃ 👩‍👧',
  ' reuna ',
  '\u2028rivi',
  '__proto__',
]
const days = ['2026-11-24', '2025-03-17']

/** Fields of an entity with any values that its schema takes, texts among them that try to be more. */
export function anyFields(entity: EntityName, random: Random): Record<string, unknown> {
  const { fields } = declarationOf(entity)
  if (entity === 'handoverProfile') return { ...defaultProfile }
  const schema = z.toJSONSchema(fields, { io: 'input', unrepresentable: 'any' })
  for (let draws = 0; draws < 50; draws++) {
    const made = drawn(schema, random)
    const record = typeof made === 'object' && made !== null ? { ...made } : {}
    // what a rule of its own refuses is a day in most places, and nothing in others
    for (const better of [() => random.pick(days), () => '08:00', () => null, () => []]) {
      const read = fields.safeParse(record)
      if (read.success) return record
      for (const { path } of read.error.issues) setAt(record, path, better())
    }
  }
  throw new Error(`${entity}: nothing that is drawn is taken`)
}

function drawn(schema: Schema, random: Random): unknown {
  const { type, anyOf, enum: choices, const: only } = schema
  if (only !== undefined) return only
  if (choices) return choices[random.below(choices.length)]
  const some = anyOf ?? schema.oneOf
  const chosen = some?.[random.below(some.length)]
  if (chosen) return drawn(chosen, random)
  switch (Array.isArray(type) ? type[random.below(type.length)] : type) {
    case 'string':
      return textOf(schema, random)
    case 'integer':
    case 'number':
      return Math.max(Number(schema.minimum ?? Number(schema.exclusiveMinimum ?? 0) + 1), random.below(9))
    case 'boolean':
      return random.below(2) === 1
    case 'array':
      return Array.from({ length: Number(schema.minItems ?? random.below(3)) }, () =>
        drawn(itemOf(schema), random),
      )
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, one]) => [
          name,
          drawn(typeof one === 'object' ? one : {}, random),
        ]),
      )
    default:
      return null
  }
}
const itemOf = ({ items }: Schema): Schema =>
  typeof items === 'object' && !Array.isArray(items) ? items : {}

function textOf({ format, pattern, maxLength = 200, minLength = 0 }: Schema, random: Random): string {
  if (format === 'uuid') return `0190c1aa-0000-7000-8000-${String(random.below(1_000_000)).padStart(12, '0')}`
  if (format === 'date-time') return '2026-11-24T08:00:00.000Z'
  if (format === 'base64') return btoa('x'.repeat(32)).slice(0, maxLength)
  if (pattern?.includes('[0-9a-f]{64}')) return 'ab'.repeat(32)
  const fits = [...hostile, ...days, '837', '2026-11', 'A1', 'a1', '08:00', '', 'x'.repeat(minLength)].filter(
    (text) =>
      text.length <= maxLength && text.length >= minLength && (!pattern || new RegExp(pattern).test(text)),
  )
  return fits[random.below(fits.length)] ?? ''
}

function setAt(record: Record<string, unknown>, path: readonly PropertyKey[], value: unknown): void {
  let at: unknown = record
  for (const step of path.slice(0, -1))
    at = typeof at === 'object' && at !== null ? Reflect.get(at, step) : null
  const last = path.at(-1)
  if (typeof at === 'object' && at !== null && last !== undefined) Reflect.set(at, last, value)
}
