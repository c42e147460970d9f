import type { CodeBook } from '../../codes/code-book.ts'
import type { Role } from '../../kernel/role.ts'

/** What the rules of an entity may look at beside the record itself: the register around it, as this device knows it. */
export type RuleContext = {
  /** Whether somebody enters and corrects rows, or retention takes from them what they may no longer hold. */
  readonly duty: Duty
  /** The device's date. */
  readonly today: string
  readonly role: Role
  readonly userId: string
  readonly codes: CodeBook
  readonly site: (id: string) => SiteFacts | null
  /** Whether a month, given as `YYYY-MM`, is closed. */
  readonly isClosed: (month: string) => boolean
  /** Whether the table of a month, given as `YYYY-MM`, is frozen: its rows may go. */
  readonly isFrozen: (month: string) => boolean
  /** Languages that the organisation's workers serve in; empty when nobody has said. */
  readonly staffLanguages: ReadonlySet<string>
}

export type Duty = 'entry' | 'retention'
export type Hours = { readonly from: string; readonly to: string }
export type SiteFacts = {
  readonly openFrom: string | null
  readonly openTo: string | null
  /** Monday first; null is a day on which the site is shut. Null for all: nobody has said. */
  readonly openingHours: readonly (Hours | null)[] | null
}
