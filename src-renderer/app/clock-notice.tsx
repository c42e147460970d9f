import { useLiveQuery } from 'dexie-react-hooks'
import { useStore } from '../data/hooks/store-context.ts'
import { trustClock } from '../data/records/trust-clock.ts'
import { momentToText, useLang, useT } from '../i18n/i18n.ts'
import { Button, Notice } from '../ui/fields.tsx'

/** More than a machine's clock is ever put right by. */
const toleratedMs = 10 * 60_000

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
/** From five minutes on the hub's time is told, from a day on the days themselves are in doubt (visits.md §12). */
const [shownMs, doubtfulMs] = [5 * minuteMs, dayMs]

export function ClockNotice() {
  return (
    <>
      <SetBackNotice />
      <HubClockNotice />
    </>
  )
}

/** A clock that differs from the hub's: nothing is decided by it, but people read it, and visits bear its day. */
function HubClockNotice() {
  const t = useT()
  const store = useStore()
  const ahead = useLiveQuery(() => store.db.meta.get('clockAheadMs'), [store])?.value
  if (typeof ahead !== 'number' || Math.abs(ahead) < shownMs) return null
  const away = Math.abs(ahead)
  const isDoubtful = away >= doubtfulMs
  const count = Math.round(away / (isDoubtful ? dayMs : minuteMs))
  const direction = ahead > 0 ? 'Ahead' : 'Behind'
  return (
    <Notice tone={isDoubtful ? 'alert' : 'warning'}>
      <p>{t(`visits.clock${isDoubtful ? 'Days' : 'Minutes'}${direction}`, { count })}</p>
    </Notice>
  )
}

/** A clock that shows less than what was already written here: visits would be logged on wrong days. */
function SetBackNotice() {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const last = useLiveQuery(() => store.db.meta.get('lastMoment'), [store])?.value
  const now = store.clock.nowIso()
  if (typeof last !== 'string' || Date.parse(now) >= Date.parse(last) - toleratedMs) return null
  return (
    <Notice tone="alert">
      <p>
        {t('visits.clock', { last: dated(last, lang), now: dated(now, lang) })}{' '}
        <Button onPress={() => trustClock(store)}>{t('visits.clockRight')}</Button>
      </p>
    </Notice>
  )
}

const dated = (iso: string, lang: Parameters<typeof momentToText>[1]): string =>
  `${momentToText(iso, lang)} (${iso.slice(0, 4)})`
