import { needsInterpreterLanguage } from '../../../src-shared/codes/code-sets.ts'
import type { SiteFields } from '../../../src-shared/domain/organisation/site.ts'
import { monthOf } from '../../../src-shared/domain/visits/period.ts'
import { VisitFields } from '../../../src-shared/domain/visits/visit-fields.ts'
import { isLate } from '../../../src-shared/domain/visits/visit-rules.ts'

const countFields = [
  'partySize',
  'participants',
  'participantsFemale',
  'participantsMale',
  'durationMin',
] as const
type CountField = (typeof countFields)[number]
type Stamped = 'userId' | 'codeSetVersion' | 'completeness' | 'lateEntry'

/** What the form holds: a visit, with numbers and the note still as text. */
export type VisitForm = Omit<VisitFields, CountField | Stamped | 'note'> &
  Readonly<Record<CountField | 'note', string>>
/** Out of the range of every field, so that the rules refuse it. */
const notANumber = -1

type Now = { readonly date: string; readonly time: string }

/** What a person has chosen for the whole shift, and what the last row had: presets of the next one. */
export type Presets = {
  readonly site: { readonly id: string; readonly fields: SiteFields } | undefined
  readonly last: VisitForm | null
}

/**
 * A fresh form: presets from the last visit of the shift, else from the site, so that a plain visit needs few keys. What
 * belongs to the client (interpreter, outcome, persons, gender, age, background) begins anew.
 */
export function freshForm({ site, last }: Presets, now: Now): VisitForm {
  return {
    kind: 'individual',
    siteId: last?.siteId ?? site?.id ?? '',
    date: now.date,
    startTime: now.time,
    durationMin: '',
    channel: last?.channel ?? site?.fields.defaultChannel ?? 'in-person',
    setting: last?.setting ?? site?.fields.defaultSetting ?? 'walk-in',
    serviceLanguage: last?.serviceLanguage ?? site?.fields.defaultLanguage ?? 'fi',
    motherTongue: null,
    interpreterMode: 'none',
    interpreterLanguage: null,
    partySize: '1',
    participants: '',
    participantsFemale: '',
    participantsMale: '',
    gender: 'not-asked',
    ageGroup: 'not-asked',
    nationality: null,
    residenceBasis: null,
    timeInFinland: null,
    clientMunicipality: null,
    repeat: null,
    heardFrom: null,
    topics: [],
    measures: last && !last.measures.includes('M11') ? last.measures : [],
    referrals: [],
    outcome: 'resolved',
    note: '',
  }
}

/** The same matter again, now: for the family that comes one by one with the same letter. Each of them is somebody else. */
export const sameAgain = (form: VisitForm, now: Now): VisitForm => ({
  ...form,
  date: now.date,
  startTime: now.time,
  interpreterMode: 'none',
  interpreterLanguage: null,
  partySize: form.kind === 'group' ? '' : '1',
  participants: '',
  participantsFemale: '',
  participantsMale: '',
  gender: 'not-asked',
  ageGroup: 'not-asked',
  outcome: 'resolved',
  note: '',
})

export const visitToForm = (fields: VisitFields): VisitForm => ({
  ...fields,
  ...(Object.fromEntries(countFields.map((name) => [name, String(fields[name] ?? '')])) as Record<
    CountField,
    string
  >),
  note: fields.note ?? '',
})

/** Dependent fields follow what was changed, so that nobody has to clear a field that is no longer shown. */
export function changeForm(form: VisitForm, part: Partial<VisitForm>): VisitForm {
  const next = { ...form, ...part }
  // who is served in another language is interpreted from that one
  const isOtherLanguage = part.serviceLanguage !== undefined && part.serviceLanguage !== form.serviceLanguage
  const interpreterLanguage =
    part.interpreterLanguage ?? (isOtherLanguage ? part.serviceLanguage : form.interpreterLanguage)
  const isGroup = next.kind === 'group'
  return {
    ...next,
    interpreterLanguage: needsInterpreterLanguage(next.interpreterMode)
      ? interpreterLanguage || next.serviceLanguage || null
      : null,
    referrals: next.measures.includes('M11') ? next.referrals : [],
    partySize: isGroup ? '' : next.partySize || '1',
    participants: isGroup ? next.participants : '',
    participantsFemale: isGroup ? next.participantsFemale : '',
    participantsMale: isGroup ? next.participantsMale : '',
    // a group has no background of one person
    gender: isGroup ? 'not-asked' : next.gender,
    ageGroup: isGroup ? 'not-asked' : next.ageGroup,
    nationality: isGroup ? null : next.nationality,
    residenceBasis: isGroup ? null : next.residenceBasis,
    motherTongue: isGroup ? null : next.motherTongue,
    clientMunicipality: isGroup ? null : next.clientMunicipality,
    timeInFinland: isGroup ? null : next.timeInFinland,
  }
}

export type Stamp = {
  readonly userId: string | null
  readonly codeSetVersion: string
  readonly completeness: VisitFields['completeness']
  readonly today: string
  readonly wasClosed: (month: string) => boolean
  /** The row that is corrected: an old one does not become a late entry by that. */
  readonly before: VisitFields | null
}

/** Reads the form. A number that is none becomes null or stays out of range, and the rules say so. */
export function formToVisit(form: VisitForm, stamp: Stamp): VisitFields {
  const count = (text: string): number | null => {
    const trimmed = text.trim()
    return trimmed === '' ? null : /^\d{1,4}$/.test(trimmed) ? Number(trimmed) : notANumber
  }
  const isQuick = stamp.completeness === 'quick'
  return {
    ...form,
    ...(Object.fromEntries(countFields.map((name) => [name, count(form[name])])) as Record<
      CountField,
      number | null
    >),
    topics: [...form.topics],
    measures: isQuick ? [] : [...form.measures],
    referrals: isQuick ? [] : [...form.referrals],
    outcome: isQuick ? 'not-known' : form.outcome,
    note: form.note.trim() || null,
    userId: stamp.userId,
    completeness: stamp.completeness,
    codeSetVersion: stamp.codeSetVersion,
    lateEntry:
      stamp.before?.date === form.date
        ? stamp.before.lateEntry
        : isLate(form.date, stamp.today) || stamp.wasClosed(monthOf(form.date)),
  }
}

/** What is kept of a visit that is being logged or corrected. */
export type VisitDraft = {
  readonly form: VisitForm
  readonly isTally: boolean
  /** The visit that is corrected, as it was when that began. */
  readonly before: VisitFields | null
}

export function readVisitDraft(value: unknown): VisitDraft | null {
  if (typeof value !== 'object' || value === null || !('form' in value)) return null
  const form = readDraftForm(value.form)
  const before = 'before' in value && value.before !== null ? VisitFields.safeParse(value.before) : null
  if (!form || before?.success === false) return null
  return { form, isTally: 'isTally' in value && value.isTally === true, before: before?.data ?? null }
}

/** A form from the disk, if this version can still read it. */
function readDraftForm(value: unknown): VisitForm | null {
  if (typeof value !== 'object' || value === null) return null
  const read = VisitFields.safeParse({
    ...value,
    ...Object.fromEntries(countFields.map((name) => [name, null])),
    note: null,
    userId: null,
    codeSetVersion: '',
    completeness: 'quick',
  })
  if (!read.success) return null
  const { userId: _, codeSetVersion: __, completeness: ___, lateEntry: ____, ...rest } = read.data
  const texts = [...countFields, 'note' as const].map((name) => {
    const text: unknown = Reflect.get(value, name)
    return [name, typeof text === 'string' ? text.slice(0, 10_000) : '']
  })
  return { ...rest, ...(Object.fromEntries(texts) as Record<CountField | 'note', string>) }
}
