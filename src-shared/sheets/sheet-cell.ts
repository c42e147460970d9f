import { z } from 'zod'

/**
 * One cell of a sheet that a person picked, as the reader hands it to the window. A cell of a text file, and a text cell of
 * a workbook, is a plain string; what a workbook types keeps its type, so that nobody has to guess it again from a text.
 */
export const SheetCell = z.union([
  z.string(),
  z.discriminatedUnion('kind', [
    /** `text` is the number as a person sees it: at most 15 digits, a point before the decimals, never grouped. */
    z.object({ kind: z.literal('number'), value: z.number(), text: z.string() }),
    /** `2026-03-24` or `2026-03-24 08:30`, in the time zone of whoever wrote it: a sheet knows no other. */
    z.object({ kind: z.literal('date'), text: z.string() }),
    /** A time of day or a span of time, which a sheet does not tell apart: `08:30`, `36:00`. */
    z.object({ kind: z.literal('time'), minutes: z.number(), text: z.string() }),
    /** A formula that could not be calculated, or a cell that its program could not show: `#REF!`, `#####`. */
    z.object({ kind: z.literal('error'), text: z.string() }),
    /** A formula whose result is not in the file: the program that wrote it did not calculate. */
    z.object({ kind: z.literal('no-value'), text: z.literal('') }),
    /** Merged with the cell above: what a person sees here stands there, and may count for one row or for all of them. */
    z.object({ kind: z.literal('merged'), text: z.literal('') }),
    /** A formula whose result is the empty text. It reads as an empty cell, but nobody left it out. */
    z.object({ kind: z.literal('empty-result'), text: z.literal('') }),
  ]),
])
export type SheetCell = z.output<typeof SheetCell>

/** A row as it stands in its file. */
export const FileRow = z.object({
  /** Counted from 1 as the person's program counts: blank lines, and line ends within cells, count too. */
  line: z.int().positive(),
  cells: z.array(SheetCell),
  /** Hidden by hand or by a filter in its workbook; or a text row whose quotes do not close, cut at every separator. */
  mark: z.enum(['hidden', 'stray-quote']).nullable(),
})
export type FileRow = z.output<typeof FileRow>

/** What is told of a sheet beside its rows. */
export const SheetFacts = z.object({
  name: z.string(),
  isHidden: z.boolean(),
  /** Columns that are not shown, from 0. */
  hiddenColumns: z.array(z.int().nonnegative()),
})
export type SheetFacts = z.output<typeof SheetFacts>

/** Lines of a text file on which bytes mean nothing in its encoding, and are shown as U+FFFD: the first, and how many. */
export const UnreadableLines = z.object({ lines: z.array(z.int().positive()), count: z.int().nonnegative() })
export type UnreadableLines = z.output<typeof UnreadableLines>

/** Where a row stands; `sheet` is empty for a file that has only one. */
export type RowPlace = { readonly sheet: string; readonly line: number }
export type SheetRow = RowPlace & { readonly cells: readonly SheetCell[] }

/** What a person sees in the cell. */
export const cellText = (cell: SheetCell | undefined): string =>
  (typeof cell === 'object' ? cell.text : (cell ?? '')).trim()

/** `7`, or `7 (Maalis)`: the line in words that follow "row". */
export const placeText = ({ sheet, line }: RowPlace): string =>
  sheet === '' ? String(line) : `${line} (${sheet})`

/** Why a cell holds no value that could be taken: its formula failed, or was never calculated, or it is part of another. */
export type BrokenCell<Target extends string> = {
  readonly target: Target
  readonly why: 'cell-error' | 'no-value' | 'merged'
  readonly text: string
}

/** The cells of a row that are mapped and hold no value. Such a row is told of and left out: nothing may stand in for it. */
export function brokenCells<Target extends string>(
  cells: readonly SheetCell[],
  mapping: Readonly<Partial<Record<Target, number>>>,
): readonly BrokenCell<Target>[] {
  const targets = Object.keys(mapping) as Target[] // Object.keys forgets the names it was given
  return targets.flatMap((target): BrokenCell<Target>[] => {
    const cell = cells[mapping[target] ?? -1]
    if (typeof cell !== 'object') return []
    if (cell.kind === 'no-value' || cell.kind === 'merged') return [{ target, why: cell.kind, text: '' }]
    return cell.kind === 'error' ? [{ target, why: 'cell-error', text: cell.text }] : []
  })
}
