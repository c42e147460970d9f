import { TablesInput } from '../../src-shared/domain/disclosure/input.ts'
import { readTables } from '../../src-shared/domain/disclosure/read-input.ts'
import { type Suppressed, suppress } from '../../src-shared/domain/disclosure/suppress.ts'
import type { Printed } from './attacker.ts'
import type { Tables } from './random-tables.ts'

/** What may be published of tables, read from JSON as the command reads them. */
export function publish(tables: Tables, earlier: readonly Printed[] = []): Suppressed {
  const json: unknown = JSON.parse(JSON.stringify({ ...tables, earlier }))
  const request = readTables(TablesInput.parse(json))
  if (!request.ok) throw new Error(`${request.error.path}: ${request.error.message}`)
  return suppress(request.value)
}

/** A table of two variables `v0` and `v1` with codes of their own, n = 5. */
export function twoWay(rows: readonly (readonly number[])[], threshold = 5): Tables {
  const codes = (letter: string, length: number): string[] =>
    Array.from({ length }, (_, index) => `${letter}${index}`)
  return {
    threshold,
    variables: [
      { name: 'v0', codes: codes('a', rows.length) },
      { name: 'v1', codes: codes('b', rows[0]?.length ?? 0) },
    ],
    cells: rows,
  }
}

export const keyOf = (at: Readonly<Record<string, string>>): string => Object.values(at).join(' ')

/** The hidden counts by their codes: why, and what can be known. */
export const hiddenOf = ({
  published,
}: Suppressed): Record<string, readonly [string, number, number | null]> =>
  Object.fromEntries(
    published.flatMap((one) =>
      one.value === null ? [[keyOf(one.at), [one.why, ...one.interval]] as const] : [],
    ),
  )
