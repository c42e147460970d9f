import { centsToText } from '../../../src-shared/domain/claims/engine/money.ts'
import type { PaymentSheet } from '../../../src-shared/domain/claims/reconciliation/payment-sheet.ts'
import {
  type DecimalSign,
  decimalSigns,
} from '../../../src-shared/domain/claims/reconciliation/written-amount.ts'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { placeText } from '../../../src-shared/sheets/sheet-cell.ts'
import { useT } from '../../i18n/i18n.ts'
import { Notice, SelectInput } from '../../ui/fields.tsx'

const shownRows = 10
const shownPlaces = 5

type ChoiceProps = {
  readonly amounts: PaymentSheet['amounts']
  readonly chosen: DecimalSign | null
  readonly onChosen: (sign: DecimalSign | null) => void
}

/** What stands between euros and cents: as the column tells, or as somebody says. Numbers of a workbook need none. */
export function DecimalChoice({ amounts: { found, hasOpen, isMixed }, chosen, onChosen }: ChoiceProps) {
  const t = useT()
  if (found === null && !hasOpen && !isMixed) return null
  const ofSign = (sign: DecimalSign): string => t(sign === ',' ? 'reconcile.comma' : 'reconcile.point')
  return (
    <SelectInput
      label={t('reconcile.decimal')}
      value={chosen ?? ''}
      options={[
        {
          value: '',
          label: found ? t('reconcile.decimalFound', { sign: ofSign(found) }) : t('reconcile.decimalNone'),
        },
        ...decimalSigns.map((sign) => ({ value: sign, label: ofSign(sign) })),
      ]}
      onChange={(value) => onChosen(decimalSigns.find((sign) => sign === value) ?? null)}
    />
  )
}

/** What has to be known before a list is taken in: sums that wait for an answer, that were rounded, that nobody owns. */
export function PaymentNotices({ read }: { readonly read: PaymentSheet }) {
  const t = useT()
  const { rounded, isMixed } = read.amounts
  return (
    <>
      {read.mustAsk ? <Notice tone="alert">{t('reconcile.askDecimal')}</Notice> : null}
      {isMixed && !read.mustAsk ? <Notice tone="warning">{t('reconcile.mixedDecimals')}</Notice> : null}
      {read.looksShifted ? <Notice tone="alert">{t('reconcile.shifted')}</Notice> : null}
      {rounded.length > 0 && !read.mustAsk ? (
        <Notice tone="warning">
          {t('reconcile.rounded', {
            count: rounded.length,
            rows: `${rounded.slice(0, shownPlaces).map(placeText).join(', ')}${rounded.length > shownPlaces ? ' …' : ''}`,
          })}
        </Notice>
      ) : null}
      {read.unknownPersons > 0 ? (
        <Notice tone="warning">{t('reconcile.strangers', { count: read.unknownPersons })}</Notice>
      ) : null}
    </>
  )
}

type PreviewProps = { readonly read: PaymentSheet; readonly labelOf: (personId: string) => string }

/** The first rows as they were read, and what all come to. */
export function PaymentPreview({ read: { rows }, labelOf }: PreviewProps) {
  const t = useT()
  if (rows.length === 0) return null
  const all = rows.reduce((sum, { cents }) => sum + cents, 0)
  return (
    <>
      <h3>{t('import.preview')}</h3>
      <div className="table-frame">
        <table aria-label={t('import.preview')}>
          <thead>
            <tr>
              <th scope="col">{t('reconcile.person')}</th>
              <th scope="col">{t('reconcile.month')}</th>
              <th scope="col">{t('reconcile.paid')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shownRows).map(({ personId, name, month, cents }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of one reading, which stand in one order
              <tr key={index}>
                <td>{personId === null ? t('reconcile.stranger', { name }) : labelOf(personId)}</td>
                <td>{dateToText(month)}</td>
                <td className="number">{centsToText(cents)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p data-testid="list-total">
        {t('reconcile.listTotal', { count: rows.length, sum: centsToText(all) })}
      </p>
    </>
  )
}
