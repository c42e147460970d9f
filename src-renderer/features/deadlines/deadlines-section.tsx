import type { Deadline } from '../../../src-shared/domain/claims/life/deadline-board.ts'
import { toCalendarFile } from '../../../src-shared/domain/visits/calendar-file.ts'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { useT } from '../../i18n/i18n.ts'
import { bridge } from '../../platform/bridge.ts'
import { systemClock } from '../../platform/clock.ts'
import { Button } from '../../ui/fields.tsx'
import { useSay } from '../../ui/toast.tsx'

type Props = {
  readonly board: readonly Deadline[]
  /** What a deadline concerns, in words without a name. */
  readonly concerns: (deadline: Deadline) => string
}
const remindDays = [90, 30, 7]

/** Everything that has a last day, the nearest first, and as a calendar file. */
export function DeadlinesSection({ board, concerns }: Props) {
  const t = useT()
  const say = useSay()
  const whatOf = ({ what, year }: Deadline): string => t(`deadlines.what.${what}`, { year: year ?? '' })
  async function saveCalendar(): Promise<void> {
    const entries = board.map((deadline) => ({
      uid: `${deadline.key}@alpo-desk`,
      day: deadline.workingDay,
      title: whatOf(deadline),
      text: `${t('deadlines.day')}: ${dateToText(deadline.day)}. ${concerns(deadline)}`,
      remindDays,
    }))
    const text = toCalendarFile(entries, systemClock.nowIso())
    const saved = await bridge().saveText({ suggestedName: 'maaraajat.ics', text })
    if (saved.kind === 'saved') say(t('periods.exported', { name: saved.name }))
    if (saved.kind === 'failed') say(t(`claims.failed.${saved.reason}`))
  }
  return (
    <section className="card" aria-label={t('deadlines.title')}>
      <h2>{t('deadlines.title')}</h2>
      {board.length === 0 ? <p>{t('deadlines.none')}</p> : null}
      {board.length > 0 ? (
        <table aria-label={t('deadlines.title')}>
          <thead>
            <tr>
              <th scope="col">{t('deadlines.day')}</th>
              <th scope="col">{t('deadlines.workingDay')}</th>
              <th scope="col">{t('deadlines.left')}</th>
              <th scope="col">{t('deadlines.matter')}</th>
              <th scope="col">{t('deadlines.concerns')}</th>
            </tr>
          </thead>
          <tbody>
            {board.map((deadline) => (
              <tr key={deadline.key} data-step={deadline.left < 0 ? 'passed' : (deadline.step ?? 'far')}>
                <td>{dateToText(deadline.day)}</td>
                <td>{dateToText(deadline.workingDay)}</td>
                <td>
                  {deadline.left < 0
                    ? t('deadlines.passed')
                    : t('deadlines.daysLeft', { count: deadline.left })}
                </td>
                <td>{whatOf(deadline)}</td>
                <td>{concerns(deadline)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <div className="row gap-above">
        <Button onPress={() => saveCalendar()} isDisabled={board.length === 0}>
          {t('deadlines.ics')}
        </Button>
      </div>
    </section>
  )
}
