import { makeCodeBook } from '../../../src-shared/codes/code-book.ts'
import { isCodeSetName } from '../../../src-shared/codes/code-sets.ts'
import type { Duty, RuleContext } from '../../../src-shared/domain/entity/rule-context.ts'
import { defaultSettings } from '../../../src-shared/domain/organisation/register-settings.ts'
import type { EntityName } from '../../../src-shared/domain/registry.ts'
import { monthOf } from '../../../src-shared/domain/visits/period.ts'
import type { Store } from '../register/store.ts'
import { listRows } from './records.ts'

const referenceEntities: readonly EntityName[] = [
  'site',
  'user',
  'period',
  'codeValue',
  'registerSettings',
  'frozenMonth',
]
export const isReference = (entity: string): boolean =>
  (referenceEntities as readonly string[]).includes(entity)

/** Reads the small tables anew; called when one of them has changed. */
export async function loadReference(store: Store): Promise<void> {
  const [sites, users, periods, codes, settings, frozen] = await Promise.all([
    listRows(store, 'site'),
    listRows(store, 'user'),
    listRows(store, 'period'),
    listRows(store, 'codeValue'),
    listRows(store, 'registerSettings'),
    listRows(store, 'frozenMonth'),
  ])
  const local = codes.flatMap(({ fields }) =>
    isCodeSetName(fields.set) ? [{ ...fields, set: fields.set }] : [],
  )
  const active = users.filter(({ fields }) => fields.active)
  store.takeReference({
    codes: makeCodeBook(local),
    sites: new Map(sites.map(({ id, fields }) => [id, fields])),
    users: new Map(users.map(({ id, fields }) => [id, fields])),
    periods: new Map(periods.map(({ fields }) => [fields.month, fields])),
    frozen: new Map(frozen.map(({ fields }) => [fields.month, fields])),
    settings: settings[0]?.fields ?? defaultSettings,
    staffLanguages: new Set(active.flatMap(({ fields }) => fields.languages)),
  })
}

/** What the rules of the entities may look at. */
export function ruleContext({ reference, role, userId, clock }: Store, duty: Duty = 'entry'): RuleContext {
  return {
    duty,
    today: clock.today(),
    role,
    userId,
    codes: reference.codes,
    site: (id) => reference.sites.get(id) ?? null,
    isClosed: (month) => reference.periods.get(monthOf(month))?.state === 'closed',
    isFrozen: (month) => reference.frozen.has(month),
    staffLanguages: reference.staffLanguages,
  }
}
