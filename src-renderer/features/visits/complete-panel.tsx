import { z } from 'zod'
import type { VisitFields } from '../../../src-shared/domain/visits/visit-fields.ts'
import type { VisitRow } from '../../data/columns/visit-columns.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useReference } from '../../data/hooks/use-store-value.ts'
import type { Change } from '../../data/writing/commit.ts'
import { useT } from '../../i18n/i18n.ts'
import { today } from '../../platform/clock.ts'
import { CodePicker } from '../../ui/code-picker.tsx'
import { CodesPicker } from '../../ui/codes-picker.tsx'
import { DraftNotice, useDropDraft } from '../../ui/draft-offers.tsx'
import { Button } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useCodeOptions } from '../../ui/use-code-options.ts'
import { readAs, useDraft } from '../../ui/use-draft.ts'
import type { Undo } from '../../ui/use-undo.ts'

const CompleteDraft = z.object({ measures: z.array(z.string()), outcome: z.string() })
const empty: z.infer<typeof CompleteDraft> = { measures: [], outcome: 'resolved' }

/** Completes tallies together: the listed quick rows get the same measures and outcome in one step that can be undone. */
export function CompletePanel({ rows, undo }: { readonly rows: readonly VisitRow[]; readonly undo: Undo }) {
  const t = useT()
  const store = useStore()
  const act = useAct()
  const dropDraft = useDropDraft()
  const { codes } = useReference(store)
  const optionsOf = useCodeOptions(codes, today())
  const draft = useDraft('complete', readAs(CompleteDraft), () => empty)
  const { measures, outcome } = draft.form
  async function complete(): Promise<void> {
    const completed: Partial<VisitFields> = { measures: [...measures], outcome, completeness: 'complete' }
    if (!(await act(rows.map(({ id }): Change => ({ entity: 'visit', id, kind: 'put', fields: completed })))))
      return
    draft.end(empty)
    undo.offer(t('visits.completed', { count: rows.length }), {
      changes: rows.map(({ id, fields: { measures, outcome, completeness } }): Change => {
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
