import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { isLeader } from '../../../src-shared/kernel/role.ts'
import type { VisitRow } from '../../data/columns/visit-columns.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useReference } from '../../data/hooks/use-store-value.ts'
import { useT } from '../../i18n/i18n.ts'
import { today } from '../../platform/clock.ts'
import { useNewDay } from '../../platform/use-new-day.ts'
import { useDropDraft } from '../../ui/draft-offers.tsx'
import { Notice } from '../../ui/fields.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useOneForm } from '../../ui/use-one-form.ts'
import { useUndo } from '../../ui/use-undo.ts'
import { CompletePanel } from './complete-panel.tsx'
import { HistoryDialog } from './history-dialog.tsx'
import { InformDialog } from './inform-dialog.tsx'
import { type ListChoice, ListControls } from './list-controls.tsx'
import { spanDays } from './list-model.ts'
import { readVisitDraft, type VisitForm } from './model.ts'
import { ReminderDialog } from './reminder-dialog.tsx'
import { Reminders } from './reminders.tsx'
import { UnfinishedVisits } from './unfinished-visits.tsx'
import { useFilterOptions } from './use-filter-options.ts'
import { useVisitSearch } from './use-visit-search.ts'
import { newVisitDraft, useWriteBehind } from './use-write-behind.ts'
import { VisitFormView } from './visit-form.tsx'
import { VisitList } from './visit-list.tsx'

/** The advice point's screen: the form on one side, the register on the other. */
export function VisitsScreen() {
  const t = useT()
  const store = useStore()
  const reference = useReference(store)
  const act = useAct()
  const undo = useUndo()
  const dropDraft = useDropDraft()
  const [choice, setChoice] = useState<ListChoice>(() => ({
    span: 'day',
    day: today(),
    text: '',
    filters: {},
  }))
  const { form: editing, open: setEditing, close } = useOneForm<Pick<VisitRow, 'id' | 'fields'>>()
  const [dialog, setDialog] = useState<OpenDialog | null>(null)
  useNewDay((was, day) => setChoice((now) => (now.day === was ? { ...now, day } : now)))
  const { from, to } = spanDays(choice.span, choice.day)
  const slots = useVisitSearch(store, { from, to, text: choice.text, filters: choice.filters })
  const form = useRef<HTMLDivElement>(null)
  const focusForm = useCallback(
    (): void => form.current?.querySelector<HTMLElement>('input, select')?.focus(),
    [],
  )
  const editingId = editing?.id
  // another one when the form is filled from outside: it is made anew, with what was put there
  const [filling, setFilling] = useState(0)
  const behind = useWriteBehind(
    undo,
    () => editing !== null || form.current?.querySelector('[data-typed="true"]') !== null,
    () => {
      setEditing(null)
      setFilling((count) => count + 1)
    },
  )
  // the work of this screen is the next visit, or the row just opened: the hands need not look for it. At once, not in
  // the next frame, which on a busy machine would come after whoever types on has gone to another field
  // biome-ignore lint/correctness/useExhaustiveDependencies: a form of another row is what the focus follows
  useLayoutEffect(focusForm, [focusForm, editingId, filling])
  const damaged = [...store.damaged.values()].reduce((sum, count) => sum + count, 0)
  const optionsOf = useFilterOptions(choice.day)
  // the same right that the rules check again when it is saved
  const mayChange = ({ fields }: VisitRow): boolean =>
    store.role !== 'viewer' && (isLeader(store.role) || fields.userId === store.userId)

  const keep = async (id: string): Promise<void> => {
    await act([{ entity: 'visit', id, kind: 'restore' }], { said: t('visits.restored') })
  }
  const remove = async (row: VisitRow): Promise<void> => {
    if (!(await act([{ entity: 'visit', id: row.id, kind: 'delete' }]))) return
    if (editing?.id === row.id) setEditing(null)
    focusForm() // the row that had the focus is gone
    undo.offer(t('visits.deleted'), { changes: [{ entity: 'visit', id: row.id, kind: 'restore' }] })
  }
  const quick = useMemo(
    () =>
      choice.filters.completeness === 'quick' ? Array.from(slots, (slot) => store.columns.row(slot)) : [],
    [choice.filters.completeness, slots, store],
  )
  return (
    <>
      <h1>{t('visits.title')}</h1>
      {damaged > 0 ? <Notice tone="alert">{t('visits.damaged', { count: damaged })}</Notice> : null}
      <div className="columns">
        <div>
          <UnfinishedVisits behind={behind} openId={editingId ?? null} onEdit={(row) => setEditing(row)} />
          <div ref={form}>
            {store.role === 'viewer' ? null : (
              <VisitFormView
                key={editing?.id ?? `new ${filling}`}
                editing={editing}
                onInform={(shown) => setDialog({ kind: 'inform', form: shown })}
                onCancel={() => {
                  if (editing) void dropDraft(`visit/${editing.id}`)
                  close(editing)
                }}
                onClear={() =>
                  void dropDraft(newVisitDraft, t('visits.cleared'), (typed) => {
                    const draft = readVisitDraft(typed)
                    if (draft) behind.bringBack(draft)
                  })
                }
                onWrite={(entry, day) => {
                  close(editing)
                  void behind.write(entry).then((isSaved) => {
                    if (isSaved) setChoice((now) => (now.span === 'day' ? { ...now, day } : now))
                  })
                }}
              />
            )}
          </div>
          <Reminders undo={undo} />
        </div>
        <section className="card" aria-label={t('visits.list')}>
          <h2>{t('visits.list')}</h2>
          <ListControls choice={choice} onChange={setChoice} optionsOf={optionsOf} />
          {quick.length > 0 ? <CompletePanel rows={quick.filter(mayChange)} undo={undo} /> : null}
          <VisitList
            columns={store.columns}
            slots={slots}
            reference={reference}
            withDate={choice.span !== 'day'}
            mayChange={mayChange}
            onEdit={(row) => {
              setEditing(row)
              if (row.id === editingId) focusForm() // its form stands there already
            }}
            onDelete={(row) => void remove(row)}
            onKeep={(row) => void keep(row.id)}
            onHistory={({ id }) => setDialog({ kind: 'history', id })}
            onRemind={({ id }) => setDialog({ kind: 'reminder', id })}
          />
        </section>
      </div>
      {dialog === null ? null : <VisitDialog dialog={dialog} onClose={() => setDialog(null)} />}
    </>
  )
}

type OpenDialog =
  | { readonly kind: 'history' | 'reminder'; readonly id: string }
  | { readonly kind: 'inform'; readonly form: VisitForm }
type DialogProps = { readonly dialog: OpenDialog; readonly onClose: () => void }

/** What is looked at, or noted, beside a visit. */
function VisitDialog({ dialog, onClose }: DialogProps) {
  const reference = useReference(useStore())
  switch (dialog.kind) {
    case 'history':
      return <HistoryDialog id={dialog.id} onClose={onClose} />
    case 'reminder':
      return <ReminderDialog visitId={dialog.id} onClose={onClose} />
    case 'inform':
      return <InformDialog form={dialog.form} reference={reference} onClose={onClose} />
  }
}
