import { type CodeBook, makeCodeBook } from '../../../src-shared/codes/code-book.ts'
import {
  defaultSettings,
  type RegisterSettingsFields,
} from '../../../src-shared/domain/organisation/register-settings.ts'
import type { SiteFields } from '../../../src-shared/domain/organisation/site.ts'
import type { UserFields } from '../../../src-shared/domain/organisation/user.ts'
import type { FrozenMonthFields } from '../../../src-shared/domain/visits/frozen-month.ts'
import type { PeriodFields } from '../../../src-shared/domain/visits/period.ts'

/** The small tables that every form, list and rule looks at, in memory while the register is open. */
export type Reference = {
  readonly codes: CodeBook
  readonly sites: ReadonlyMap<string, SiteFields>
  readonly users: ReadonlyMap<string, UserFields>
  /** By month, `YYYY-MM`; a month that is missing is open. */
  readonly periods: ReadonlyMap<string, PeriodFields>
  /** By month: the table that stands when its rows have lost their background or are gone. */
  readonly frozen: ReadonlyMap<string, FrozenMonthFields>
  readonly settings: RegisterSettingsFields
  readonly staffLanguages: ReadonlySet<string>
}

export const emptyReference: Reference = {
  codes: makeCodeBook(),
  sites: new Map(),
  users: new Map(),
  periods: new Map(),
  frozen: new Map(),
  settings: defaultSettings,
  staffLanguages: new Set(),
}
