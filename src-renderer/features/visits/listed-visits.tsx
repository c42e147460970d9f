import { useMemo } from 'react'
import { useStore } from '../../data/hooks/store-context.ts'
import { useReference } from '../../data/hooks/use-store-value.ts'
import { useT } from '../../i18n/i18n.ts'
import type { Undo } from '../../ui/use-undo.ts'
import { CompletePanel } from './complete-panel.tsx'
import { type ListChoice, ListControls } from './list-controls.tsx'
import { spanDays } from './list-model.ts'
import { useFilterOptions } from './use-filter-options.ts'
import { useVisitActs } from './use-visit-acts.ts'
import type { VisitEntry } from './use-visit-entry.ts'
import { useVisitSearch } from './use-visit-search.ts'
import type { OpenDialog } from './visit-dialog.tsx'
import { VisitList } from './visit-list.tsx'

type Props = {
  readonly choice: ListChoice
  readonly onChoose: (choice: ListChoice) => void
  readonly entry: VisitEntry
  readonly undo: Undo
  readonly onDialog: (dialog: OpenDialog) => void
}

/** The visits that somebody looks for, and what can be done with each; tallies that are listed are completed together. */
export function ListedVisits({ choice, onChoose, entry, undo, onDialog }: Props) {
  const t = useT()
  const store = useStore()
  const reference = useReference(store)
  const { from, to } = spanDays(choice.span, choice.day)
  const slots = useVisitSearch(store, { from, to, text: choice.text, filters: choice.filters })
  const optionsOf = useFilterOptions(choice.day)
  const { mayChange, keep, remove } = useVisitActs(undo)
  const quick = useMemo(
    () =>
      choice.filters.completeness === 'quick' ? Array.from(slots, (slot) => store.columns.row(slot)) : [],
    [choice.filters.completeness, slots, store],
  )
  return (
    <section className="card" aria-label={t('visits.list')}>
      <h2>{t('visits.list')}</h2>
      <ListControls choice={choice} onChange={onChoose} optionsOf={optionsOf} />
      {quick.length > 0 ? <CompletePanel rows={quick.filter(mayChange)} undo={undo} /> : null}
      <VisitList
        columns={store.columns}
        slots={slots}
        reference={reference}
        withDate={choice.span !== 'day'}
        mayChange={mayChange}
        onEdit={entry.open}
        onDelete={(row) => void remove(row, () => entry.gone(row.id))}
        onKeep={(row) => void keep(row)}
        onHistory={({ id }) => onDialog({ kind: 'history', id })}
        onRemind={({ id }) => onDialog({ kind: 'reminder', id })}
      />
    </section>
  )
}
