import { codeFinder, findCodes } from '../../codes/code-finder.ts'
import { needsInterpreterLanguage } from '../../codes/code-sets.ts'
import { guessColumns } from '../../sheets/guess-columns.ts'
import { brokenCells, cellText, type SheetCell } from '../../sheets/sheet-cell.ts'
import { readDate } from '../../sheets/written-date.ts'
import { createLabelIndex } from '../../text/label-index.ts'
import type { FieldProblem } from '../entity/entity.ts'
import type { RuleContext } from '../entity/rule-context.ts'
import { VisitFields } from './visit-fields.ts'
import { type CodeField, type CodeListField, codeFields, codeLists, isLate } from './visit-rules.ts'

/** The fields of a visit that a column of an old sheet can hold, and how often the row counts. */
export const importTargets = [
  'date',
  'startTime',
  'siteId',
  'serviceLanguage',
  'topics',
  'measures',
  'referrals',
  'outcome',
  'channel',
  'setting',
  'interpreterMode',
  'interpreterLanguage',
  'partySize',
  'participants',
  'gender',
  'ageGroup',
  'motherTongue',
  'nationality',
  'residenceBasis',
  'timeInFinland',
  'clientMunicipality',
  'repeat',
  'heardFrom',
  'durationMin',
  'note',
  'count',
] as const
export type ImportTarget = (typeof importTargets)[number]

/** For each field the number of its column, from 0; a field without one takes its value from `defaults`. */
export type ImportMapping = Readonly<Partial<Record<ImportTarget, number>>>
export type ImportDefaults = Pick<
  VisitFields,
  'siteId' | 'channel' | 'setting' | 'serviceLanguage' | 'topics' | 'outcome' | 'startTime'
>
export type ImportSurroundings = {
  readonly context: RuleContext
  readonly sites: ReadonlyMap<string, { readonly name: string }>
  /** What keeps a new visit from being saved: the very check that saving makes. */
  readonly check: (fields: VisitFields) => readonly FieldProblem[]
}

/** A cell that cannot be read: `field` names the target, `id` the rule, `shape` for what is no date, number or code, or why there is no value. */
export type ImportProblem = FieldProblem & { readonly text: string }
export type ImportedRow =
  | { readonly ok: true; readonly visits: readonly VisitFields[] }
  | { readonly ok: false; readonly problems: readonly ImportProblem[] }

const maxPerRow = 500

/** Reads one row of a sheet as visits: one, or as many as its tally says. */
export function importRow(
  cells: readonly SheetCell[],
  mapping: ImportMapping,
  defaults: ImportDefaults,
  { context, sites, check }: ImportSurroundings,
): ImportedRow {
  const broken = brokenCells(cells, mapping)
  if (broken.length > 0)
    return { ok: false, problems: broken.map(({ target, why, text }) => ({ id: why, field: target, text })) }
  const problems: ImportProblem[] = []
  const typedOf = (target: ImportTarget): SheetCell | undefined => cells[mapping[target] ?? -1]
  const cellOf = (target: ImportTarget): string => cellText(typedOf(target))
  const read = <T>(target: ImportTarget, parse: (text: string) => T | undefined, otherwise: T): T => {
    const text = cellOf(target)
    if (text === '') return otherwise
    const value = parse(text)
    if (value === undefined) problems.push({ id: 'shape', field: target, text })
    return value ?? otherwise
  }
  const code = <T extends string | null>(field: CodeField, otherwise: T): string | T =>
    read<string | T>(field, (text) => codeFinder(context.codes, codeFields[field])(text), otherwise)
  const codes = (field: CodeListField, otherwise: readonly string[]): string[] => [
    ...read(field, (text) => findCodes(codeFinder(context.codes, codeLists[field]), text), otherwise),
  ]
  const number = (target: ImportTarget): number | null => read<number | null>(target, readNumber, null)

  const interpreterMode = code('interpreterMode', 'none')
  const serviceLanguage = code('serviceLanguage', defaults.serviceLanguage)
  const participants = number('participants')
  const measures = codes('measures', [])
  const date = read('date', (text) => readDate(text) ?? undefined, '')
  if (date === '' && problems.every(({ field }) => field !== 'date'))
    problems.push({ id: 'shape', field: 'date', text: '' })
  const fields: VisitFields = {
    ...VisitFields.parse({
      kind: participants === null ? 'individual' : 'group',
      siteId: defaults.siteId,
      userId: context.userId,
      date: date || context.today,
      startTime: defaults.startTime,
      channel: '-',
      setting: '-',
      serviceLanguage,
      interpreterMode,
      interpreterLanguage: null,
      topics: [],
      measures: [],
      referrals: [],
      partySize: null,
      participants: null,
      outcome: '-',
      completeness: 'quick',
      codeSetVersion: context.codes.version,
    }),
    siteId: read('siteId', (text) => findSite(sites, text), defaults.siteId),
    startTime: read('startTime', readTime, defaults.startTime),
    channel: code('channel', defaults.channel),
    setting: code('setting', defaults.setting),
    interpreterLanguage: needsInterpreterLanguage(interpreterMode)
      ? code('interpreterLanguage', serviceLanguage)
      : null,
    partySize: participants === null ? (number('partySize') ?? 1) : null,
    participants,
    gender: code('gender', 'not-asked'),
    ageGroup: code('ageGroup', 'not-asked'),
    motherTongue: code('motherTongue', null),
    nationality: code('nationality', null),
    residenceBasis: code('residenceBasis', null),
    timeInFinland: code('timeInFinland', null),
    clientMunicipality: code('clientMunicipality', null),
    repeat: code('repeat', null),
    heardFrom: code('heardFrom', null),
    durationMin: spanOf(typedOf('durationMin')) ?? number('durationMin'),
    topics: codes('topics', defaults.topics),
    measures,
    referrals: codes('referrals', []),
    outcome: code('outcome', measures.length > 0 ? defaults.outcome : 'not-known'),
    note: cellOf('note') || null,
    completeness: measures.length > 0 ? 'complete' : 'quick',
    lateEntry: date !== '' && isLate(date, context.today),
  }
  // a value that nothing would be made of is told of, not dropped
  if (fields.interpreterLanguage === null && cellOf('interpreterLanguage') !== '')
    problems.push({ id: 'V09', field: 'interpreterLanguage', text: cellOf('interpreterLanguage') })
  if (participants !== null && cellOf('partySize') !== '')
    problems.push({ id: 'V04', field: 'partySize', text: cellOf('partySize') })
  // a formula that gives nothing has counted nothing: only a cell that was left empty stands for one visit
  const count = isEmptyResult(typedOf('count')) ? 0 : (number('count') ?? 1)
  if (count < 1 || count > maxPerRow) problems.push({ id: 'shape', field: 'count', text: cellOf('count') })
  if (problems.length > 0) return { ok: false, problems }
  const found = check(fields)
  if (found.length > 0)
    return {
      ok: false,
      problems: found.map((problem) => ({ ...problem, text: cellOf(problem.field as ImportTarget) })),
    }
  return { ok: true, visits: Array.from({ length: count }, () => fields) }
}

/** Guesses the columns from their headings: field names of this program, or the words that the screen uses, with or without what it explains in brackets. */
export const guessMapping = (
  headings: readonly string[],
  namesOf: (target: ImportTarget) => readonly string[],
): ImportMapping =>
  guessColumns(
    headings,
    importTargets,
    (target) => [target, ...namesOf(target).flatMap((name) => [name, name.replace(/\s*\(.*\)$/, '')])],
    'whole names',
  )

/** A span of time in minutes, where the cell is one. */
const spanOf = (cell: SheetCell | undefined): number | null =>
  typeof cell === 'object' && cell.kind === 'time' ? cell.minutes : null

const isEmptyResult = (cell: SheetCell | undefined): boolean =>
  typeof cell === 'object' && cell.kind === 'empty-result'

/** `9.30`, `09:30`, `9`. */
function readTime(text: string): string | undefined {
  const found = /^(?:.*\s)?([01]?\d|2[0-3])(?:[:.]([0-5]\d))?(?::\d\d)?$/.exec(text)
  return found ? `${(found[1] ?? '').padStart(2, '0')}:${found[2] ?? '00'}` : undefined
}

const readNumber = (text: string): number | undefined => (/^\d{1,4}$/.test(text) ? Number(text) : undefined)

const findSite = (sites: ImportSurroundings['sites'], text: string): string | undefined =>
  sites.has(text) ? text : siteIndex(sites)(text)

const siteIndexes = new WeakMap<ImportSurroundings['sites'], (text: string) => string | undefined>()
function siteIndex(sites: ImportSurroundings['sites']): (text: string) => string | undefined {
  const known = siteIndexes.get(sites)
  if (known) return known
  const made = createLabelIndex([...sites].map(([id, { name }]) => [name, id] as const))
  siteIndexes.set(sites, made)
  return made
}
