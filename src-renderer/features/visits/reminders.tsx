import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useRows } from '../../data/hooks/use-rows.ts'
import { useT } from '../../i18n/i18n.ts'
import { today } from '../../platform/clock.ts'
import { Button } from '../../ui/fields.tsx'
import { useAct } from '../../ui/use-act.ts'
import type { Undo } from '../../ui/use-undo.ts'

/** The worker's own reminders on this device, the most urgent first; nothing while there are none. */
export function Reminders({ undo }: { readonly undo: Undo }) {
  const t = useT()
  const store = useStore()
  const act = useAct()
  const own = (useRows(store, 'reminder') ?? []).filter(({ fields }) => fields.userId === store.userId)
  if (own.length === 0) return null
  async function drop(id: string): Promise<void> {
    if (await act([{ entity: 'reminder', id, kind: 'delete' }]))
      undo.offer(t('visits.reminderDone'), { changes: [{ entity: 'reminder', id, kind: 'restore' }] })
  }
  return (
    <section className="card" aria-label={t('visits.reminders')}>
      <h2>{t('visits.reminders')}</h2>
      <ul>
        {own
          .toSorted((a, b) => (a.fields.due < b.fields.due ? -1 : 1))
          .map(({ id, fields: { due, text } }) => (
            <li key={id} className="row">
              <span>
                {dateToText(due)} {text}
                {due <= today() ? <span className="tag">{t('visits.reminderNow')}</span> : null}
              </span>
              <Button
                variant="plain"
                aria-label={`${t('visits.reminderDrop')} ${text}`}
                onPress={() => drop(id)}
              >
                {t('visits.reminderDrop')}
              </Button>
            </li>
          ))}
      </ul>
    </section>
  )
}
