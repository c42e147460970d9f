import { keyOf } from '../../../src-shared/journal/act.ts'
import { unseal } from '../../keys/box.ts'
import { checkSet } from '../format/check-set.ts'
import { journalNames } from '../format/file-set.ts'
import { isTornTail, type Surveyed, surveyFiles } from '../format/survey.ts'
import type { LiveRow } from '../live-rows.ts'
import { readSalvaged, type Salvaged } from '../salvage/read-salvaged.ts'
import { filesOf, type KeyedJournal } from './journal-folder.ts'
import { fileText, gapText, problemText } from './texts.ts'

/** What a command has to say, and whether all of it is well. */
export type Said = { readonly lines: readonly string[]; readonly isWell: boolean }

/** Files, frame numbers and sizes, without a key. */
export async function inspect(folder: string): Promise<Said> {
  const files = await filesOf(folder)
  const surveyed = await surveyFiles(files, null)
  const known = new Set(journalNames(await files.list()).map(({ name }) => name))
  const others = (await files.list()).filter((name) => !known.has(name))
  const first = surveyed.find(({ header }) => header.kind === 'header')?.header
  const whose =
    first?.kind === 'header' ? [`register ${first.header.registerId}, key ${first.header.keyId}`] : []
  return {
    lines: [
      ...whose,
      ...surveyed.map(fileText),
      ...others.map((name) => `${name}  not part of the journal`),
      ...surveyed.flatMap(({ gaps }) => gaps.map(gapText)),
    ],
    isWell: surveyed.every((file) => wrongWith(surveyed, file).length === 0),
  }
}

/** The gaps of a file without the torn tail that a crash may leave. */
function wrongWith(surveyed: readonly Surveyed[], file: Surveyed) {
  const isLast = file === surveyed.findLast(({ kind }) => kind === 'log')
  return file.gaps.filter((gap) => !(isLast && isTornTail(file, gap)))
}

/** Every frame with the key, and how the files follow one another. */
export async function verify({ files, keys, surveyed }: KeyedJournal): Promise<Said> {
  const checked = await checkSet(files, keys)
  const wrong = surveyed.flatMap((file) => wrongWith(surveyed, file))
  const isTorn = wrong.length < surveyed.flatMap(({ gaps }) => gaps).length
  const lines = [
    ...surveyed.map(fileText),
    ...(isTorn
      ? ['the end was cut by a crash before anybody was told of it; the next start cuts it off']
      : []),
    ...wrong.map((gap) => `does not hold: ${gapText(gap)}`),
  ]
  if (wrong.length > 0) return { lines, isWell: false }
  if (!checked.ok) return { lines: [...lines, `does not hold: ${problemText(checked.error)}`], isWell: false }
  return {
    lines: [...lines, `all of it holds; the last frame is ${checked.value.tail?.end.n ?? 0}`],
    isWell: true,
  }
}

/** Lines on what could not be read. */
export const lostLines = ({ gaps, missing }: Salvaged): readonly string[] => [
  ...gaps.map((gap) => `not readable: ${gapText(gap)}`),
  ...missing.map(({ from, to }) => `missing: ${from === to ? `frame ${from}` : `frames ${from}–${to}`}`),
]

/** Each row that stands as one line of JSON: boxes opened where the key opens them, and as base64 where it does not. */
export async function exportRows(
  journal: KeyedJournal,
  write: (line: string) => Promise<void>,
): Promise<Salvaged> {
  const salvaged = await readSalvaged(journal.files, journal.keys, journal.surveyed)
  await salvaged.showRows(async (live) => write(JSON.stringify(toPlain(journal, live))))
  return salvaged
}

function toPlain(journal: KeyedJournal, { table, row, keys }: LiveRow) {
  const key = keyOf({ keys }, table, row)
  const plain = Object.entries(row).map(([name, value]) => [
    name,
    value instanceof Uint8Array
      ? openBox(journal, [`${table}/${[key].flat().join('/')}`, table], value)
      : value,
  ])
  return { table, key, row: Object.fromEntries(plain) }
}

/** @param places where the window may have sealed it, as it binds them to its boxes */
function openBox({ keyId, dataKey }: KeyedJournal, places: readonly string[], box: Uint8Array): unknown {
  for (const place of places) {
    const plain = unseal(dataKey, box, `${keyId}/${place}`)
    if (plain) return { opened: parsed(plain) }
  }
  return { base64: Buffer.from(box).toString('base64') }
}

function parsed(plain: Buffer): unknown {
  try {
    return JSON.parse(plain.toString('utf8'))
  } catch {
    return { base64: plain.toString('base64') }
  }
}
