import { centsToText } from '../../../src-shared/domain/claims/engine/money.ts'
import type {
  ReconciledMonth,
  YearTotals,
} from '../../../src-shared/domain/claims/reconciliation/reconcile.ts'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { useT } from '../../i18n/i18n.ts'
import { VirtualRows } from '../../ui/virtual-table.tsx'

type Props = { readonly months: readonly ReconciledMonth[]; readonly labelOf: (personId: string) => string }

/** Months in which something else was paid than is owed. */
export function Differences({ months, labelOf }: Props) {
  const t = useT()
  const found = months.filter(({ verdict }) => verdict !== 'as-expected')
  if (found.length === 0) return <p>{t('reconcile.allGood')}</p>
  return (
    <VirtualRows
      label={t('reconcile.differences')}
      rows={found}
      head={
        <>
          <th scope="col">{t('reconcile.person')}</th>
          <th scope="col">{t('reconcile.month')}</th>
          <th scope="col">{t('reconcile.expected')}</th>
          <th scope="col">{t('reconcile.paid')}</th>
          <th scope="col">{t('reconcile.verdict')}</th>
        </>
      }
      cells={({ personId, name, month, expectedCents, paidCents, verdict }) => (
        <>
          <td>{personId === null ? t('reconcile.stranger', { name }) : labelOf(personId)}</td>
          <td>{dateToText(month)}</td>
          <td className="number">{centsToText(expectedCents)}</td>
          <td className="number">{centsToText(paidCents)}</td>
          <td>{t(`reconcile.verdict.${verdict}`)}</td>
        </>
      )}
    />
  )
}

export function YearTable({ years }: { readonly years: readonly YearTotals[] }) {
  const t = useT()
  return (
    <table aria-label={t('reconcile.totals')}>
      <thead>
        <tr>
          <th scope="col">{t('reconcile.year')}</th>
          <th scope="col">{t('reconcile.expected')}</th>
          <th scope="col">{t('reconcile.paid')}</th>
          <th scope="col">{t('reconcile.open')}</th>
          <th scope="col">{t('reconcile.atRisk')}</th>
          <th scope="col">{t('reconcile.lost')}</th>
        </tr>
      </thead>
      <tbody>
        {years.map(({ year, expectedCents, paidCents, openCents, atRiskCents, lostCents }) => (
          <tr key={year}>
            <td>{year}</td>
            {[expectedCents, paidCents, openCents, atRiskCents, lostCents].map((cents, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the columns stand in one order
              <td className="number" key={index}>
                {centsToText(cents)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
