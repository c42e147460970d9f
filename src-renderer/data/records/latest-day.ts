import { laterOf } from '../../../src-shared/kernel/iso-date.ts'
import type { Store } from '../register/store.ts'

/** The latest day that this device has seen: a clock that is set back reopens no deadline (claims.md §11). */
export const latestDay = ({ clock, lastMoment }: Store): string =>
  lastMoment === '' ? clock.today() : laterOf(clock.today(), lastMoment.slice(0, 10))
