import { useState } from 'react'
import { type CheckItem, checkMonth } from '../../../src-shared/domain/visits/check-list.ts'
import { monthDays, type PeriodFields, periodId } from '../../../src-shared/domain/visits/period.ts'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useReference, useVersion } from '../../data/hooks/use-store-value.ts'
import { monthRows } from '../../data/records/month-rows.ts'
import { outdated } from '../../data/records/row-now.ts'
import { useT } from '../../i18n/i18n.ts'
import { today } from '../../platform/clock.ts'
import { sha256 } from '../../platform/sha256.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Button, TextInput } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useProblemText } from '../../ui/use-problem-text.ts'
import { ExportButtons } from './export-buttons.tsx'
import { LateList } from './late-list.tsx'
import { canonicalRows, figuresOf } from './model.ts'

/** One month before it is closed: what to look at first, and closing or reopening it. */
export function MonthDetail({ month, onClose }: { readonly month: string; readonly onClose: () => void }) {
  const t = useT()
  const store = useStore()
  useVersion(store)
  const { periods, sites } = useReference(store)
  const act = useAct()
  const say = useSay()
  const { ofAll } = useProblemText()
  const [reason, setReason] = useState('')
  const [needsReason, setNeedsReason] = useState(false)
  const rows = monthRows(store, month)
  const days = monthDays(month)
  const period = periods.get(month)
  const isClosed = period?.state === 'closed'
  const items = checkMonth(
    rows,
    [...sites].map(([id, site]) => ({ id, ...site })),
    days,
    today(),
  )
  const name = dateToText(days.from).slice(2)
  const textOf = (item: CheckItem): string => {
    switch (item.kind) {
      case 'old-tally':
        return t('periods.check.old-tally', { date: dateToText(item.date) })
      case 'empty-day':
        return t('periods.check.empty-day', {
          date: dateToText(item.date),
          site: sites.get(item.siteId)?.name ?? '–',
        })
      default:
        return t(`periods.check.${item.kind}`, { percent: Math.round(item.share * 100) })
    }
  }
  async function put(state: PeriodFields['state']): Promise<void> {
    // what is being written is written first: a closing tells the figures of all rows that are on the disk
    await store.exclusive(async () => undefined)
    if (store.reference.periods.get(month)?.state === state) return say(ofAll(outdated))
    const rowsNow = monthRows(store, month)
    const stamp = { changedBy: store.userId, changedAt: store.clock.nowIso() }
    const fields: Partial<PeriodFields> =
      state === 'closed'
        ? {
            month,
            state,
            reason: '',
            ...stamp,
            contacts: figuresOf(rowsNow).contacts,
            hash: await sha256(canonicalRows(rowsNow)),
          }
        : { state, reason, ...stamp }
    const said = t(state === 'closed' ? 'periods.closed' : 'periods.reopened', { month: name })
    if (await act([{ entity: 'period', id: periodId(month), kind: 'put', fields }], { said })) onClose()
  }
  return (
    <Dialog title={t('periods.detail', { month: name })} onClose={onClose}>
      <h2>{t('periods.checks')}</h2>
      {items.length === 0 ? <p>{t('periods.noChecks')}</p> : null}
      <ul>
        {items.map((item) => (
          <li key={JSON.stringify(item)}>{textOf(item)}</li>
        ))}
      </ul>
      <LateList month={month} />
      {isClosed ? (
        <Form
          onSave={async () => {
            if (reason.trim() === '') setNeedsReason(true)
            else await put('reopened')
          }}
        >
          <TextInput
            label={t('periods.reason')}
            className="gap-below"
            value={reason}
            onChange={setReason}
            error={needsReason && reason.trim() === '' ? t('periods.needsReason') : undefined}
          />
          <Button type="submit">{t('periods.reopen')}</Button>
        </Form>
      ) : (
        <Button variant="primary" onPress={() => put('closed')}>
          {t('periods.close', { month: name })}
        </Button>
      )}
      {period?.state === 'reopened' ? <p>{t('periods.wasReopened', { reason: period.reason })}</p> : null}
      <ExportButtons month={month} />
    </Dialog>
  )
}
