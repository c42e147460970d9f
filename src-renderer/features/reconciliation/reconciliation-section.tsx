import { centsToText } from '../../../src-shared/domain/claims/engine/money.ts'
import {
  missedPersons,
  type Reconciliation,
} from '../../../src-shared/domain/claims/reconciliation/reconcile.ts'
import type { FactProblem } from '../../../src-shared/domain/people/person-facts.ts'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import type { Result } from '../../../src-shared/kernel/result.ts'
import type { Row } from '../../data/records/records.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { Button, Notice } from '../../ui/fields.tsx'
import { RefusedPersons } from '../../ui/refused-persons.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useCaseProblem } from '../../ui/use-case-problem.ts'
import { useSaveDocument } from '../../ui/use-save-document.ts'
import { Differences, YearTable } from './differences.tsx'
import { ImportList } from './import-list.tsx'

type Props = {
  readonly persons: readonly Row<'person'>[]
  readonly lists: readonly Row<'paymentList'>[]
  readonly result: Result<Reconciliation, FactProblem>
  /** Makes the claims for persons who were missed, and goes to the first. */
  /** True when there is a claim for what was missed. */
  readonly onClaim: () => Promise<boolean>
}

/** What the State paid by itself beside what it owes: where money was left behind, and the way to claim it. */
export function ReconciliationSection({ persons, lists, result, onClaim }: Props) {
  const t = useT()
  const ofCase = useCaseProblem()
  const say = useSay()
  const act = useAct()
  const lang = useLang()
  const savePdf = useSaveDocument()
  const labels = new Map(persons.map(({ id, fields }) => [id, fields.ref]))
  const missed = result.ok ? missedPersons(result.value.months) : []
  const missedCents = missed.reduce((sum, { cents }) => sum + cents, 0)
  const period = {
    from: missed.map(({ from }) => from).toSorted()[0] ?? '',
    to:
      missed
        .map(({ to }) => to)
        .toSorted()
        .at(-1) ?? '',
  }
  async function removeList(id: string): Promise<void> {
    await act([{ entity: 'paymentList', id, kind: 'delete' }], {
      said: t('common.delete'),
      undo: [{ entity: 'paymentList', id, kind: 'restore' }],
    })
  }
  const letter = (): string =>
    t('reconcile.letterBody', {
      years: `${period.from.slice(0, 4)}–${period.to.slice(0, 4)}`,
      count: missed.length,
      sum: centsToText(missedCents),
      refs: missed.map(({ personId }) => labels.get(personId) ?? '').join(', '),
    })
  async function copyLetter(): Promise<void> {
    await navigator.clipboard.writeText(letter())
    say(t('reconcile.letterCopied'))
  }
  return (
    <div className="columns">
      <section className="card" aria-label={t('reconcile.title')}>
        <h2>{t('reconcile.title')}</h2>
        <ImportList persons={persons} />
        <h3>{t('reconcile.lists')}</h3>
        {lists.length === 0 ? <p>{t('reconcile.none')}</p> : null}
        <ul>
          {lists.map(({ id, fields }) => (
            <li key={id} className="row">
              {dateToText(fields.importedOn)} {fields.name} ({fields.rows.length})
              <Button
                variant="plain"
                aria-label={t('reconcile.removeList', { name: fields.name })}
                onPress={() => removeList(id)}
              >
                {t('common.delete')}
              </Button>
            </li>
          ))}
        </ul>
      </section>
      {lists.length > 0 ? (
        <section className="card" aria-label={t('reconcile.differences')}>
          <h2>{t('reconcile.differences')}</h2>
          {result.ok ? (
            <RefusedPersons refused={result.value.refused} labelOf={(id) => labels.get(id) ?? ''} />
          ) : null}
          {result.ok ? (
            <>
              <YearTable years={result.value.years} />
              {missed.length > 0 ? (
                <div className="row">
                  <Button variant="primary" onPress={onClaim}>
                    {t('reconcile.claimMissed', { count: missed.length, sum: centsToText(missedCents) })}
                  </Button>
                  <Button onPress={() => copyLetter()}>{t('reconcile.letter')}</Button>
                  <Button
                    onPress={() =>
                      savePdf('taydennyskirje.pdf', t('reconcile.title'), lang, [
                        { kind: 'paragraph', text: letter() },
                      ])
                    }
                  >
                    {t('reconcile.letterPdf')}
                  </Button>
                </div>
              ) : null}
              <Differences months={result.value.months} labelOf={(id) => labels.get(id) ?? '–'} />
            </>
          ) : (
            <Notice tone="alert">{ofCase(result.error)}</Notice>
          )}
        </section>
      ) : null}
    </div>
  )
}
