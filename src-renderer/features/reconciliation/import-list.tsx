import { useMemo, useState } from 'react'
import {
  type PaymentMapping,
  type PaymentTarget,
  paymentTargets,
  readPaymentRows,
} from '../../../src-shared/domain/claims/reconciliation/payment-sheet.ts'
import type { DecimalSign } from '../../../src-shared/domain/claims/reconciliation/written-amount.ts'
import { toPaymentLists } from '../../../src-shared/domain/claims/records/payment-list.ts'
import { guessColumns } from '../../../src-shared/sheets/guess-columns.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { readDraft, saveDraft } from '../../data/records/drafts.ts'
import type { Row } from '../../data/records/records.ts'
import type { Change } from '../../data/writing/change.ts'
import { recordCheck } from '../../data/writing/check-change.ts'
import { commit } from '../../data/writing/commit.ts'
import { type T, useT } from '../../i18n/i18n.ts'
import { newId, today } from '../../platform/clock.ts'
import type { PickedSheet } from '../../platform/pick-sheet.ts'
import { Notice, TextInput } from '../../ui/fields.tsx'
import { SheetImport, type SheetInHand } from '../../ui/sheet-import.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useProblemText } from '../../ui/use-problem-text.ts'
import { DecimalChoice, PaymentNotices, PaymentPreview } from './payment-preview.tsx'

const memoryKey = ({ headings }: PickedSheet): string =>
  `payment-mapping/${headings.join('\u001F').slice(0, 500)}`

/** The columns as they were said the last time for such a sheet, or as their headings tell. */
async function startMapping(
  store: Parameters<typeof readDraft>[0],
  sheet: PickedSheet,
  t: T,
): Promise<PaymentMapping> {
  const known = await readDraft(store, memoryKey(sheet))
  if (typeof known === 'object' && known !== null) return known as PaymentMapping // sealed by us
  return guessColumns(sheet.headings, paymentTargets, (target) => [t(`reconcile.target.${target}`)])
}

/** Takes in the authority's payment list: its form is not known, so a person says which column is which, once. */
export function ImportList({ persons }: { readonly persons: readonly Row<'person'>[] }) {
  const t = useT()
  const store = useStore()
  const say = useSay()
  const { ofAll, ofRuleId } = useProblemText()
  const [inHand, setInHand] = useState<SheetInHand<PaymentTarget> | null>(null)
  const [month, setMonth] = useState('')
  const [decimal, setDecimal] = useState<DecimalSign | null>(null)
  const read = useMemo(
    () =>
      inHand &&
      readPaymentRows(
        inHand.sheet.rows,
        inHand.mapping,
        persons,
        month === '' ? null : `${month.slice(0, 7)}-01`,
        decimal,
      ),
    [inHand, persons, month, decimal],
  )
  const lists = useMemo(
    () => (inHand && read ? toPaymentLists(inHand.sheet.name, today(), read.rows) : []),
    [inHand, read],
  )
  const refused = useMemo(() => {
    const check = recordCheck(store, 'paymentList')
    return lists.flatMap((fields) => check(fields))
  }, [store, lists])
  const labels = useMemo(() => new Map(persons.map(({ id, fields }) => [id, fields.ref])), [persons])
  // what was said about one list is not said about the next
  const hold = (next: SheetInHand<PaymentTarget> | null): void => {
    if (next?.sheet !== inHand?.sheet) setDecimal(null)
    setInHand(next)
  }
  async function take(): Promise<void> {
    if (!inHand || !read) return
    await saveDraft(store, memoryKey(inHand.sheet), inHand.mapping)
    const done = await commit(
      store,
      lists.map(
        (fields): Change => ({ entity: 'paymentList', id: newId(), kind: 'put', fields, isNew: true }),
      ),
    )
    if (!done.ok) return say(ofAll(done.error))
    say(t('reconcile.imported', { count: read.rows.length }))
    hold(null)
  }
  const count = read?.rows.length ?? 0
  return (
    <>
      <p>{t('reconcile.intro')}</p>
      <SheetImport
        label={t('reconcile.pick')}
        targets={paymentTargets}
        nameOf={(target) => t(`reconcile.target.${target}`)}
        startMapping={(sheet) => startMapping(store, sheet, t)}
        inHand={inHand}
        onInHand={hold}
        problems={read?.problems ?? []}
        takeLabel={t('reconcile.import', { count })}
        mayTake={count > 0 && !read?.looksShifted && !read?.mustAsk && refused.length === 0}
        onTake={take}
        fields={
          <>
            {inHand?.mapping.month === undefined ? (
              <TextInput type="date" label={t('reconcile.listMonth')} value={month} onChange={setMonth} />
            ) : null}
            {read ? <DecimalChoice amounts={read.amounts} chosen={decimal} onChosen={setDecimal} /> : null}
          </>
        }
        notices={
          read ? (
            <>
              <PaymentNotices read={read} />
              {refused.length > 0 ? (
                <Notice tone="alert">{[...new Set(refused.map(({ id }) => ofRuleId(id)))].join(' ')}</Notice>
              ) : null}
              {read.mustAsk ? null : <PaymentPreview read={read} labelOf={(id) => labels.get(id) ?? '–'} />}
            </>
          ) : null
        }
      />
    </>
  )
}
