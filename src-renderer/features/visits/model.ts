import { codeSetVersion, needsInterpreterLanguage } from '../../../src-shared/codes/visit-codes.ts'
import type { SiteFields } from '../../../src-shared/domain/site.ts'
import { VisitFields } from '../../../src-shared/domain/visit.ts'

/** What the form holds: a visit, with numbers still as text. */
export type VisitForm = Omit<
  VisitFields,
  'partySize' | 'participants' | 'userId' | 'codeSetVersion' | 'completeness'
> & {
  readonly partySize: string
  readonly participants: string
}
type Now = { readonly date: string; readonly time: string }

/** A fresh form: presets from the last visit of the shift, else from the site, so that a plain visit needs few keys. */
export function freshForm(
  site: { readonly id: string; readonly fields: SiteFields } | undefined,
  last: VisitForm | null,
  now: Now,
): VisitForm {
  return {
    kind: 'individual',
    siteId: last?.siteId ?? site?.id ?? '',
    date: now.date,
    startTime: now.time,
    channel: last?.channel ?? site?.fields.defaultChannel ?? 'in-person',
    setting: last?.setting ?? site?.fields.defaultSetting ?? 'walk-in',
    serviceLanguage: last?.serviceLanguage ?? site?.fields.defaultLanguage ?? 'fi',
    interpreterMode: last?.interpreterMode ?? 'none',
    interpreterLanguage: last?.interpreterLanguage ?? null,
    partySize: '1',
    participants: '',
    topics: [],
    measures: [],
    referrals: [],
    outcome: 'resolved',
  }
}

export const visitToForm = (fields: VisitFields): VisitForm => ({
  ...fields,
  partySize: String(fields.partySize ?? ''),
  participants: String(fields.participants ?? ''),
})

/** Dependent fields follow what was changed, so that nobody has to clear a field that is no longer shown. */
export function changeForm(form: VisitForm, part: Partial<VisitForm>): VisitForm {
  const next = { ...form, ...part }
  return {
    ...next,
    interpreterLanguage: needsInterpreterLanguage(next.interpreterMode)
      ? (next.interpreterLanguage ?? (next.serviceLanguage || null))
      : null,
    referrals: next.measures.includes('M11') ? next.referrals : [],
    partySize: next.kind === 'group' ? '' : next.partySize || '1',
    participants: next.kind === 'group' ? next.participants : '',
  }
}

export function formToVisit(form: VisitForm, userId: string): VisitFields {
  const count = (text: string): number | null => (/^\d+$/.test(text.trim()) ? Number(text) : null)
  return {
    kind: form.kind,
    siteId: form.siteId,
    userId,
    date: form.date,
    startTime: form.startTime,
    channel: form.channel,
    setting: form.setting,
    serviceLanguage: form.serviceLanguage,
    interpreterMode: form.interpreterMode,
    interpreterLanguage: form.interpreterLanguage,
    partySize: form.kind === 'group' ? null : count(form.partySize),
    participants: form.kind === 'group' ? count(form.participants) : null,
    topics: [...form.topics],
    measures: [...form.measures],
    referrals: [...form.referrals],
    outcome: form.outcome,
    completeness: 'complete',
    codeSetVersion,
  }
}

/** A draft from the disk, if this version can still read it. */
export function readDraftForm(value: unknown): VisitForm | null {
  if (typeof value !== 'object' || value === null) return null
  const read = VisitFields.omit({
    partySize: true,
    participants: true,
    userId: true,
    codeSetVersion: true,
    completeness: true,
  })
    .loose()
    .safeParse(value)
  if (!read.success) return null
  const { partySize, participants } = read.data
  return {
    ...read.data,
    partySize: String(partySize ?? ''),
    participants: String(participants ?? ''),
  } as VisitForm // the rest was checked
}
