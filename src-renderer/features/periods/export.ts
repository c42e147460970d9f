import type { PeriodFields } from '../../../src-shared/domain/visits/period.ts'
import type { VisitFields } from '../../../src-shared/domain/visits/visit-fields.ts'
import {
  type CodeField,
  type CodeListField,
  codeFields,
  codeLists,
} from '../../../src-shared/domain/visits/visit-rules.ts'
import { csvText } from '../../platform/csv.ts'
import { figuresOf, type MonthRow } from './model.ts'

/**
 * The rows of a span for the own organisation (visits.md §11.1, §11.2): no note, no worker, the hour only. The same rows
 * give the same bytes, in whatever order they come.
 */
type Column = {
  readonly name: string
  readonly of: (fields: VisitFields) => string | number | null
}
/** A municipality and a region keep their leading zeros in Excel behind a prefix. */
const asArea = (code: string | null): string | null => (code === null ? null : `KU${code}`)
const hourOf = ({ startTime }: VisitFields): string => startTime.slice(0, 2)

const exported: readonly Exclude<keyof VisitFields, 'note' | 'userId' | 'startTime'>[] = [
  'date',
  'kind',
  'siteId',
  'durationMin',
  'channel',
  'setting',
  'serviceLanguage',
  'motherTongue',
  'interpreterMode',
  'interpreterLanguage',
  'partySize',
  'participants',
  'participantsFemale',
  'participantsMale',
  'gender',
  'ageGroup',
  'nationality',
  'residenceBasis',
  'timeInFinland',
  'clientMunicipality',
  'repeat',
  'heardFrom',
  'topics',
  'measures',
  'referrals',
  'outcome',
  'completeness',
  'lateEntry',
  'codeSetVersion',
]

export const sortRows = (rows: readonly MonthRow[]): readonly MonthRow[] =>
  rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
const keyOf = ({ id, fields }: MonthRow): string => `${fields.date} ${hourOf(fields)} ${id}`

/** For machines: stable English names and codes. */
export const machineColumns: readonly Column[] = [
  ...exported.slice(0, 1).map((name) => column(name)),
  { name: 'hour', of: hourOf },
  ...exported.slice(1).map((name) => column(name)),
]

function column(name: (typeof exported)[number]): Column {
  return {
    name,
    of: (fields) => {
      const value = fields[name]
      if (name === 'clientMunicipality') return asArea(fields.clientMunicipality)
      return Array.isArray(value) ? value.join(' ') : typeof value === 'boolean' ? Number(value) : value
    },
  }
}

export type Wording = {
  readonly heading: (name: string) => string
  readonly label: (field: CodeField | CodeListField, code: string) => string
  readonly site: (id: string) => string
}

/** For people: the words of the screen. */
export const wordColumns = ({ heading, label, site }: Wording): readonly Column[] =>
  machineColumns.map(({ name, of }) => ({
    name: heading(name),
    of: (fields) => {
      if (name === 'siteId') return site(fields.siteId)
      if (name in codeLists)
        return fields[name as CodeListField].map((code) => label(name as CodeListField, code)).join(', ')
      const code = name in codeFields ? fields[name as CodeField] : null
      return code === null ? of(fields) : label(name as CodeField, code)
    },
  }))

export function toCsv(rows: readonly MonthRow[], columns: readonly Column[]): string {
  return csvText([
    columns.map(({ name }) => name),
    ...sortRows(rows).map(({ fields }) => columns.map(({ of }) => of(fields) ?? '')),
  ])
}

export type ExportFrame = {
  readonly createdAt: string
  readonly organisation: { readonly id: string; readonly municipality: string | null }
  readonly period: { readonly from: string; readonly to: string }
  readonly closing: PeriodFields | undefined
  readonly codeSetVersion: string
}

/** The export of visits.md §11.2; `sha256` is that of the text with an empty one. */
export async function toJson(
  rows: readonly MonthRow[],
  { createdAt, organisation, period, closing, codeSetVersion }: ExportFrame,
  sha256: (text: string) => Promise<string>,
): Promise<string> {
  const { contacts, persons, groups, participants } = figuresOf(rows)
  const document = {
    format: 'visit-register-export',
    schemaVersion: '1.0',
    createdAt,
    organisation,
    period: {
      ...period,
      state: closing?.state ?? 'open',
      closedAt: closing?.state === 'closed' ? closing.changedAt : null,
    },
    codeSets: { visits: codeSetVersion },
    counts: { contacts, persons, groupSessions: groups, participants },
    rows: sortRows(rows).map(({ id, fields }) => ({
      id,
      hour: Number(hourOf(fields)),
      ...Object.fromEntries(
        exported.flatMap((name) => (fields[name] === null ? [] : [[name, fields[name]]])),
      ),
    })),
  }
  const hash = await sha256(JSON.stringify({ ...document, sha256: '' }))
  return `${JSON.stringify({ ...document, sha256: hash }, null, 1)}\n`
}
