import { z } from 'zod'
import { ClaimFile } from './claim-file.ts'

/** The long lists of a claim file, which come over the bridge piece by piece: no message of thousands of rows holds up the window. */
const Persons = ClaimFile.shape.claim.shape.persons
const Lines = ClaimFile.shape.lines.unwrap()
const Key = ClaimFile.shape.key.unwrap()
const most = 500

export const ClaimFilePiece = z.discriminatedUnion('list', [
  z.strictObject({ list: z.literal('persons'), items: Persons.max(most) }),
  z.strictObject({ list: z.literal('lines'), items: Lines.max(most) }),
  z.strictObject({ list: z.literal('frozenLines'), items: Lines.max(most) }),
  z.strictObject({ list: z.literal('key'), items: Key.max(most) }),
])
export type ClaimFilePiece = z.infer<typeof ClaimFilePiece>

/** As many rows as a message holds without being felt. */
const pieceRows = 25

/** The file without its long lists, and these in pieces. */
export function takeApart(file: ClaimFile): {
  readonly rest: ClaimFile
  readonly pieces: readonly ClaimFilePiece[]
} {
  const { claim, lines, key } = file
  const cut = <T>(items: readonly T[]): readonly T[][] =>
    Array.from({ length: Math.ceil(items.length / pieceRows) }, (_, at) =>
      items.slice(at * pieceRows, (at + 1) * pieceRows),
    )
  return {
    rest: {
      ...file,
      claim: { ...claim, persons: [], frozenLines: claim.frozenLines && [] },
      lines: [],
      key: [],
    },
    pieces: [
      ...cut(claim.persons).map((items) => ({ list: 'persons', items }) as const),
      ...cut(lines).map((items) => ({ list: 'lines', items }) as const),
      ...cut(claim.frozenLines ?? []).map((items) => ({ list: 'frozenLines', items }) as const),
      ...cut(key).map((items) => ({ list: 'key', items }) as const),
    ],
  }
}

/** The whole file again, from pieces in the order in which they were cut. */
export function putTogether(rest: ClaimFile, pieces: readonly ClaimFilePiece[]): ClaimFile {
  const persons = [...rest.claim.persons]
  const lines = [...rest.lines]
  const frozenLines = rest.claim.frozenLines && [...rest.claim.frozenLines]
  const key = [...rest.key]
  for (const piece of pieces) {
    if (piece.list === 'persons') persons.push(...piece.items)
    else if (piece.list === 'lines') lines.push(...piece.items)
    else if (piece.list === 'frozenLines') frozenLines?.push(...piece.items)
    else key.push(...piece.items)
  }
  return { ...rest, claim: { ...rest.claim, persons, frozenLines }, lines, key }
}
