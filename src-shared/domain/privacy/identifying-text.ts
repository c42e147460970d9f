import type { Operation } from '../../sync/operation.ts'
import { type IdentifierId, scanText } from './identifier-filter.ts'

/** Keys of a key exchange: nothing in them is text. */
const withoutText = new Set(['realmKey'])
/** Where an office is reached by telephone, mail and web is what a contact card is for. */
const ofContacts = new Set(['contactCard', 'organisation'])
const contactIds = new Set<IdentifierId>(['I2', 'I3', 'I4', 'I5'])

/** Ids of records and hashes are random digits, and no numbers of a person. */
const machineMade = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/gi
/** Codes, dates, times and ids: no rule that blocks finds anything in them, and most values are such. */
const plainWord =
  /^(?:[A-Za-z_-]*|\d{4}-\d\d-\d\d|\d\d:\d\d|[A-Za-z]{0,3}\d{1,5}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/**
 * The first field of an open operation in whose text the identifier filter finds what it blocks; null where there is none.
 * Whoever writes is told by it, and the hub is the second line: whatever sent this, it does not keep it. Fields that this
 * version does not know are looked through too.
 */
export function identifyingField({ entity, fields }: Pick<Operation, 'entity' | 'fields'>): string | null {
  if (withoutText.has(entity)) return null
  const isBlocked = (text: string): boolean => {
    if (plainWord.test(text)) return false
    const { verdict, ids } = scanText(text.replaceAll(machineMade, ' '))
    return verdict === 'block' && !(ofContacts.has(entity) && ids.every((id) => contactIds.has(id)))
  }
  for (const [name, value] of Object.entries(fields)) if (someText(value, isBlocked)) return name
  return null
}

function someText(value: unknown, isBlocked: (text: string) => boolean): boolean {
  if (typeof value === 'string') return isBlocked(value)
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.some((each) => someText(each, isBlocked))
  return Object.entries(value).some(([key, each]) => isBlocked(key) || someText(each, isBlocked))
}
