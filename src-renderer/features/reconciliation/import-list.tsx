import { useMemo, useState } from 'react'
import {
  type PaymentMapping,
  type PaymentTarget,
  paymentTargets,
  readPaymentRows,
} from '../../../src-shared/domain/claims/reconciliation/payment-sheet.ts'
import { commit } from '../../data/commit.ts'
import { readDraft, saveDraft } from '../../data/drafts.ts'
import type { Row } from '../../data/records.ts'
import { useStore } from '../../data/store-context.ts'
import { type T, useT } from '../../i18n/i18n.ts'
import { newId, today } from '../../platform/clock.ts'
import type { PickedSheet } from '../../platform/pick-sheet.ts'
import { Notice, TextInput } from '../../ui/fields.tsx'
import { SheetImport, type SheetInHand } from '../../ui/sheet-import.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useProblemText } from '../../ui/use-problem-text.ts'

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
  const found: Partial<Record<PaymentTarget, number>> = {}
  for (const target of paymentTargets) {
    const at = sheet.headings.findIndex((heading) =>
      heading.toLowerCase().includes(t(`reconcile.target.${target}`).toLowerCase()),
    )
    if (at >= 0) found[target] = at
  }
  return found
}

/** Takes in the authority's payment list: its form is not known, so a person says which column is which, once. */
export function ImportList({ persons }: { readonly persons: readonly Row<'person'>[] }) {
  const t = useT()
  const store = useStore()
  const say = useSay()
  const { ofAll } = useProblemText()
  const [inHand, setInHand] = useState<SheetInHand<PaymentTarget> | null>(null)
  const [month, setMonth] = useState('')
  const read = useMemo(
    () =>
      inHand &&
      readPaymentRows(
        inHand.sheet.rows,
        inHand.mapping,
        persons,
        month === '' ? null : `${month.slice(0, 7)}-01`,
      ),
    [inHand, persons, month],
  )
  async function take(): Promise<void> {
    if (!inHand || !read) return
    await saveDraft(store, memoryKey(inHand.sheet), inHand.mapping)
    const fields = { name: inHand.sheet.name, importedOn: today(), rows: [...read.rows] }
    const done = await commit(store, [
      { entity: 'paymentList', id: newId(), kind: 'put', fields, isNew: true },
    ])
    if (!done.ok) return say(ofAll(done.error))
    say(t('reconcile.imported', { count: read.rows.length }))
    setInHand(null)
  }
  const count = read?.rows.length ?? 0
  const strangers = read?.unknownPersons ?? 0
  return (
    <>
      <p>{t('reconcile.intro')}</p>
      <SheetImport
        label={t('reconcile.pick')}
        targets={paymentTargets}
        nameOf={(target) => t(`reconcile.target.${target}`)}
        startMapping={(sheet) => startMapping(store, sheet, t)}
        inHand={inHand}
        onInHand={setInHand}
        problems={read?.problems ?? []}
        takeLabel={t('reconcile.import', { count })}
        mayTake={count > 0 && !read?.looksShifted}
        onTake={take}
        fields={
          inHand?.mapping.month === undefined ? (
            <TextInput type="date" label={t('reconcile.listMonth')} value={month} onChange={setMonth} />
          ) : null
        }
        notices={
          <>
            {read?.looksShifted ? <Notice tone="alert">{t('reconcile.shifted')}</Notice> : null}
            {strangers > 0 ? (
              <Notice tone="warning">{t('reconcile.strangers', { count: strangers })}</Notice>
            ) : null}
          </>
        }
      />
    </>
  )
}
