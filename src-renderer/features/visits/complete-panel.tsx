import { z } from 'zod'
import type { VisitFields } from '../../../src-shared/domain/visits/visit-fields.ts'
import type { VisitRow } from '../../data/columns/visit-columns.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useReference } from '../../data/hooks/use-store-value.ts'
import { outdated } from '../../data/records/row-now.ts'
import type { Store } from '../../data/register/store.ts'
import type { Change } from '../../data/writing/change.ts'
import { useT } from '../../i18n/i18n.ts'
import { today } from '../../platform/clock.ts'
import { CodePicker } from '../../ui/code-picker.tsx'
import { CodesPicker } from '../../ui/codes-picker.tsx'
import { DraftNotice, useDropDraft } from '../../ui/draft-offers.tsx'
import { Button } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useCodeOptions } from '../../ui/use-code-options.ts'
import { readAs, useDraft } from '../../ui/use-draft.ts'
import { useProblemText } from '../../ui/use-problem-text.ts'
import type { Undo } from '../../ui/use-undo.ts'

const CompleteDraft = z.object({ measures: z.array(z.string()), outcome: z.string() })
const empty: z.infer<typeof CompleteDraft> = { measures: [], outcome: 'resolved' }

/** Those of the rows that are tallies still, as they are now. */
function talliesNow({ columns }: Store, rows: readonly VisitRow[]): readonly VisitRow[] {
  const ids = new Set(rows.map(({ id }) => id))
  return Array.from(columns.order())
    .filter((slot) => ids.has(columns.idOf(slot)))
    .map(columns.row)
    .filter(({ fields }) => fields.completeness === 'quick')
}

/** Completes tallies together: the listed quick rows get the same measures and outcome in one step that can be undone. */
export function CompletePanel({ rows, undo }: { readonly rows: readonly VisitRow[]; readonly undo: Undo }) {
  const t = useT()
  const store = useStore()
  const act = useAct()
  const say = useSay()
  const { ofAll } = useProblemText()
  const dropDraft = useDropDraft()
  const { codes } = useReference(store)
  const optionsOf = useCodeOptions(codes, today())
  const draft = useDraft('complete', readAs(CompleteDraft), () => empty)
  const { measures, outcome } = draft.form
  async function complete(): Promise<void> {
    const completed: Partial<VisitFields> = { measures: [...measures], outcome, completeness: 'complete' }
    // what somebody has completed or deleted since it was listed is theirs
    await store.exclusive(async () => undefined)
    const left = talliesNow(store, rows)
    if (left.length === 0) return say(ofAll(outdated))
    if (!(await act(left.map(({ id }): Change => ({ entity: 'visit', id, kind: 'put', fields: completed })))))
      return
    draft.end(empty)
    undo.offer(t('visits.completed', { count: left.length }), {
      changes: left.map(({ id, fields: { measures, outcome, completeness } }): Change => {
        return { entity: 'visit', id, kind: 'put', fields: { measures, outcome, completeness } }
      }),
    })
  }
  return (
    <section className="card" aria-label={t('visits.completeTitle')}>
      <h3>{t('visits.completeTitle')}</h3>
      <DraftNotice
        isShown={draft.isRestored}
        onDrop={() => {
          void dropDraft('complete')
          draft.end(empty)
        }}
      />
      <Form onSave={complete}>
        <div className="fields">
          <CodesPicker
            className="wide"
            label={t('visits.measures')}
            options={optionsOf('measure').filter(({ value }) => value !== 'M11')}
            values={measures}
            onChange={(next) => draft.set({ ...draft.form, measures: [...next] })}
            placeholder={t('visits.typeToAdd')}
            removeLabel={(name) => t('common.remove', { name })}
          />
          <CodePicker
            label={t('visits.outcome')}
            options={optionsOf('outcome')}
            value={outcome}
            onChange={(next) => draft.set({ ...draft.form, outcome: next })}
          />
        </div>
        <Button type="submit" isDisabled={measures.length === 0}>
          {t('visits.completeAll', { count: rows.length })}
        </Button>
      </Form>
    </section>
  )
}
