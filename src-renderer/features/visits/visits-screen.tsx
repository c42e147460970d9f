import { useState } from 'react'
import { useStore } from '../../data/hooks/store-context.ts'
import { useDamagedCount } from '../../data/hooks/use-store-value.ts'
import { useT } from '../../i18n/i18n.ts'
import { Notice } from '../../ui/fields.tsx'
import { useUndo } from '../../ui/use-undo.ts'
import { ListedVisits } from './listed-visits.tsx'
import { Reminders } from './reminders.tsx'
import { useListChoice } from './use-list-choice.ts'
import { useVisitEntry } from './use-visit-entry.ts'
import { type OpenDialog, VisitDialog } from './visit-dialog.tsx'
import { VisitEntryPanel } from './visit-entry.tsx'

/** The advice point's screen: the form on one side, the register on the other. */
export function VisitsScreen() {
  const t = useT()
  const damaged = useDamagedCount(useStore())
  const undo = useUndo()
  const entry = useVisitEntry(undo)
  const list = useListChoice()
  const [dialog, setDialog] = useState<OpenDialog | null>(null)
  return (
    <>
      <h1>{t('visits.title')}</h1>
      {damaged > 0 ? <Notice tone="alert">{t('visits.damaged', { count: damaged })}</Notice> : null}
      <div className="columns">
        <div>
          <VisitEntryPanel
            entry={entry}
            onInform={(form) => setDialog({ kind: 'inform', form })}
            onSaved={list.showDay}
          />
          <Reminders undo={undo} />
        </div>
        <ListedVisits
          choice={list.choice}
          onChoose={list.set}
          entry={entry}
          undo={undo}
          onDialog={setDialog}
        />
      </div>
      {dialog === null ? null : <VisitDialog dialog={dialog} onClose={() => setDialog(null)} />}
    </>
  )
}
