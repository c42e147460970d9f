import type { Output } from '../../src-shared/bridge/calls.ts'
import { cellText, type SheetRow } from '../../src-shared/sheets/sheet-cell.ts'
import { bridge } from './bridge.ts'

/** The sheet that is being imported: its headings, and the rows under them. */
export type PickedSheet = {
  readonly name: string
  readonly encoding: string
  readonly headings: readonly string[]
  readonly rows: readonly SheetRow[]
}
type Refused = Extract<Output<'pickSheet'>, { kind: 'refused' }>

const batch = 5000

/** Lets the person pick a sheet and takes all rows of the one that has most. */
export async function pickSheet(): Promise<
  { readonly kind: 'none' } | Refused | { readonly kind: 'picked'; readonly sheet: PickedSheet }
> {
  const picked = await bridge().pickSheet({})
  if (picked.kind !== 'picked') return picked
  const longest = picked.sheets.reduce(
    (best, { rows }, index, all) => (rows > (all[best]?.rows ?? 0) ? index : best),
    0,
  )
  const all: SheetRow[] = []
  const count = picked.sheets[longest]?.rows ?? 0
  for (let from = 0; from < count; from += batch)
    for (const row of (await bridge().sheetRows({ sheet: longest, from, count: batch })).rows)
      all.push({ ...row, sheet: '' })
  const [first, ...rows] = all
  const headings = first?.cells.map(cellText) ?? []
  return { kind: 'picked', sheet: { name: picked.name, encoding: picked.encoding, headings, rows } }
}
