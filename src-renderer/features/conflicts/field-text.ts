import type { Lang } from '../../../src-shared/codes/code-row.ts'
import type { CodeSetName } from '../../../src-shared/codes/code-sets.ts'
import { codeFields, codeLists } from '../../../src-shared/domain/visits/visit-rules.ts'
import { dateToText, isIsoDate } from '../../../src-shared/kernel/iso-date.ts'
import type { Json } from '../../../src-shared/sync/operation.ts'
import type { Reference } from '../../data/register/reference.ts'
import { isTextKey, type T } from '../../i18n/i18n.ts'

const setOf = new Map<string, CodeSetName>(
  Object.entries({
    ...codeFields,
    ...codeLists,
    defaultChannel: 'channel',
    defaultSetting: 'setting',
    defaultLanguage: 'language',
    languages: 'language',
    municipality: 'municipality',
  } as const),
)
const textParts = ['visits', 'admin', 'contacts', 'periods', 'settings'] as const

/** The words for the records, fields and values that a person decides about. */
export type FieldText = {
  readonly field: (name: string) => string
  readonly value: (name: string, value: Json | undefined) => string
  readonly record: (entity: string, record: Readonly<Record<string, Json>>) => string
}

export function fieldText({ codes, sites, users }: Reference, lang: Lang, t: T): FieldText {
  const value = (name: string, one: Json | undefined): string => {
    if (one === null || one === undefined || one === '') return t('common.none')
    if (typeof one === 'boolean') return t(one ? 'admin.yes' : 'admin.no')
    if (Array.isArray(one))
      return one.length > 0 ? one.map((each) => value(name, each as Json)).join(', ') : t('common.none')
    if (typeof one === 'object') return JSON.stringify(one)
    const text = String(one)
    const set = setOf.get(name)
    if (set) return codes.label(set, text, lang)
    if (sites.has(text)) return sites.get(text)?.name ?? text
    if (users.has(text)) return users.get(text)?.displayName ?? text
    const key = [`admin.${name}.${text}`, `conflicts.value.${text}`].find((one) => isTextKey(one))
    if (key) return t(key)
    return isIsoDate(text) ? dateToText(text) : text
  }
  return {
    value,
    field(name) {
      const found = textParts.map((part) => `${part}.${name}`).find((one) => isTextKey(one))
      return found ? t(found) : name
    },
    record(entity, record) {
      const key = `conflicts.entity.${entity}`
      const what = isTextKey(key) ? t(key) : entity
      const names = ['name', 'displayName', 'nameFi', 'month', lang, 'code'] as const
      const words =
        entity === 'visit'
          ? [
              typeof record.date === 'string' ? dateToText(record.date) : '',
              String(record.startTime ?? ''),
              value('serviceLanguage', record.serviceLanguage),
            ]
          : [names.map((name) => record[name]).find((one) => typeof one === 'string' && one !== '')]
      return `${what} ${words.filter(Boolean).join(' ')}`.trim()
    },
  }
}
