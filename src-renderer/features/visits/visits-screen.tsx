import { useCallback, useRef, useState } from 'react'
import { commit } from '../../data/commit.ts'
import type { Row } from '../../data/records.ts'
import { useStore } from '../../data/store-context.ts'
import { useRows } from '../../data/use-rows.ts'
import { useT } from '../../i18n/i18n.ts'
import { today } from '../../platform/clock.ts'
import { TextInput } from '../../ui/fields.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useProblemText } from '../../ui/use-problem-text.ts'
import { VisitFormView } from './visit-form.tsx'
import { VisitList } from './visit-list.tsx'

/** The advice point's screen: the form on one side, the day on the other. */
export function VisitsScreen() {
  const t = useT()
  const store = useStore()
  const say = useSay()
  const { ofAll } = useProblemText()
  const [day, setDay] = useState(today())
  const [editing, setEditing] = useState<Row<'visit'> | null>(null)
  const sites = useRows(store, 'site')
  const visits = useRows(store, 'visit', 'date', day)
  const form = useRef<HTMLDivElement>(null)
  const focusForm = useCallback(
    (): void => form.current?.querySelector<HTMLElement>('input, select')?.focus(),
    [],
  )

  const restore = async (id: string): Promise<void> => {
    const done = await commit(store, [{ entity: 'visit', id, kind: 'restore' }])
    say(done.ok ? t('visits.restored') : ofAll(done.error))
  }
  const remove = async (row: Row<'visit'>): Promise<void> => {
    const done = await commit(store, [{ entity: 'visit', id: row.id, kind: 'delete' }])
    if (!done.ok) return say(ofAll(done.error))
    if (editing?.id === row.id) setEditing(null)
    focusForm() // the row that had the focus is gone
    say(t('visits.deleted'), { label: t('common.undo'), run: () => void restore(row.id) })
  }
  return (
    <>
      <h1>{t('visits.title')}</h1>
      <div className="columns">
        <div ref={form}>
          {sites ? (
            <VisitFormView
              key={editing?.id ?? 'new'}
              sites={sites}
              editing={editing}
              onDone={(saved) => {
                setEditing(null)
                if (saved) setDay(saved.date)
              }}
            />
          ) : null}
        </div>
        <section className="card" aria-label={t('visits.list')}>
          <div className="row">
            <h2>{t('visits.list')}</h2>
            <TextInput
              label={t('visits.day')}
              type="date"
              value={day}
              onChange={(value) => value && setDay(value)}
            />
          </div>
          {visits ? (
            <VisitList
              visits={visits}
              sites={sites ?? []}
              onEdit={(row) => {
                setEditing(row)
                requestAnimationFrame(focusForm)
              }}
              onDelete={remove}
              onKeep={(row) => void restore(row.id)}
            />
          ) : null}
        </section>
      </div>
    </>
  )
}
