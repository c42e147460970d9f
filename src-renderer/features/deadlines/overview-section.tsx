import { centsToText } from '../../../src-shared/domain/claims/engine/money.ts'
import { overviewOf } from '../../../src-shared/domain/claims/life/overview.ts'
import { latestKind, type RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { latestDay } from '../../data/records/latest-day.ts'
import type { Row } from '../../data/records/records.ts'
import { useLang, useT } from '../../i18n/i18n.ts'

type Props = {
  readonly claims: readonly Row<'paymentClaim'>[]
  /** Owed and too late to claim, by year and kind. */
  readonly lost: Parameters<typeof overviewOf>[3]
  readonly pack: RulePack
}

/** Claimed, paid, open and refused, by time and kind, with a bar for each row. */
export function OverviewSection({ claims, lost, pack }: Props) {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const rows = overviewOf(
    claims.map(({ fields }) => fields),
    pack,
    latestDay(store),
    lost,
  )
  const most = Math.max(1, ...rows.map((row) => row.claimedCents + row.openCents + row.lostCents))
  return (
    <section className="card" aria-label={t('overview.title')}>
      <h2>{t('overview.title')}</h2>
      {rows.length === 0 ? <p>{t('overview.none')}</p> : null}
      {rows.length > 0 ? (
        <table aria-label={t('overview.title')}>
          <thead>
            <tr>
              <th scope="col">{t('reconcile.year')}</th>
              <th scope="col">{t('overview.kind')}</th>
              <th scope="col">{t('overview.claimed')}</th>
              <th scope="col">{t('overview.granted')}</th>
              <th scope="col">{t('overview.paid')}</th>
              <th scope="col">{t('overview.openSum')}</th>
              <th scope="col">{t('overview.refusedSum')}</th>
              <th scope="col">{t('overview.lost')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.years} ${row.kind}`}>
                <td>{row.years}</td>
                <td>{latestKind(pack, row.kind)?.name[lang] ?? row.kind}</td>
                <td className="number">{centsToText(row.claimedCents)}</td>
                <td className="number">{centsToText(row.grantedCents)}</td>
                <td className="number">{centsToText(row.paidCents)}</td>
                <td className="number">{centsToText(row.openCents)}</td>
                <td className="number">{centsToText(row.refusedCents)}</td>
                <td className="number">{centsToText(row.lostCents)}</td>
                <td className="bars" aria-hidden="true">
                  <span data-bar="claimed" style={{ width: `${(100 * row.claimedCents) / most}%` }} />
                  <span data-bar="paid" style={{ width: `${(100 * row.paidCents) / most}%` }} />
                  <span data-bar="lost" style={{ width: `${(100 * row.lostCents) / most}%` }} />
                  <span data-bar="open" style={{ width: `${(100 * row.openCents) / most}%` }} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  )
}
