import { costTypes } from '../../../src-shared/codes/cost-types.ts'
import { netOf } from '../../../src-shared/domain/claims/engine/cost-case.ts'
import { centsToText } from '../../../src-shared/domain/claims/engine/money.ts'
import { shareRef, splitLine } from '../../../src-shared/domain/claims/engine/shares.ts'
import { claimedPersons } from '../../../src-shared/domain/claims/records/payment-claim.ts'
import type { ClaimContext } from '../../../src-shared/domain/claims/validation/finding.ts'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import type { Change } from '../../data/writing/commit.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { newId } from '../../platform/clock.ts'
import { DraftOffers, useDropDraft } from '../../ui/draft-offers.tsx'
import { Button } from '../../ui/fields.tsx'
import { useAct } from '../../ui/use-act.ts'
import { newRecord, useListForm } from '../../ui/use-list-form.ts'
import { VirtualRows } from '../../ui/virtual-table.tsx'
import { LineForm } from './line-form.tsx'

type Props = { readonly context: ClaimContext; readonly isOpen: boolean }

/** The costs of a claim, each with the days and the sum that may be claimed of it. */
export function ClaimLines({ context, isOpen }: Props) {
  const t = useT()
  const lang = useLang()
  const act = useAct()
  const { claim, lines, computation } = context
  const { form, open, close, offered, idOf } = useListForm(
    `line/${context.id}`,
    lines.map(({ id }) => id),
  )
  const dropDraft = useDropDraft()
  const computed = new Map(
    computation?.basis === 'actual' ? computation.computation.lines.map((line) => [line.ref, line]) : [],
  )
  const labels = new Map(claim.persons.map(({ facts, label }) => [facts.ref, label]))
  const persons = claimedPersons(claim).map(({ facts, label }) => ({
    value: facts.ref,
    label,
    household: context.persons.get(facts.ref)?.household ?? '',
  }))

  async function remove(id: string): Promise<void> {
    await act([{ entity: 'claimLine', id, kind: 'delete' }], {
      said: t('lines.deleted'),
      undo: [{ entity: 'claimLine', id, kind: 'restore' }],
    })
  }
  /** One line becomes several, in one act that can be undone. */
  async function split(line: (typeof lines)[number], by: 'month' | 'year'): Promise<void> {
    const parts = splitLine(line.fields, by).map((fields) => ({ id: newId(), fields }))
    const made = parts.map(
      ({ id, fields }): Change => ({ entity: 'claimLine', id, kind: 'put', fields, isNew: true }),
    )
    const unmade = parts.map(({ id }): Change => ({ entity: 'claimLine', id, kind: 'delete' }))
    await act([...made, { entity: 'claimLine', id: line.id, kind: 'delete' }], {
      said: t('lines.split', { count: parts.length }),
      undo: [{ entity: 'claimLine', id: line.id, kind: 'restore' }, ...unmade],
    })
  }
  return (
    <section aria-label={t('lines.title')}>
      <h3>{t('lines.title')}</h3>
      {lines.length === 0 ? <p>{t('lines.empty')}</p> : null}
      {lines.length > 0 ? (
        <VirtualRows
          label={t('lines.title')}
          rows={lines}
          keyOf={({ id }) => id}
          head={
            <>
              <th scope="col">{t('claims.part.persons')}</th>
              <th scope="col">{t('lines.costType')}</th>
              <th scope="col">{t('claims.period')}</th>
              <th scope="col">{t('lines.days')}</th>
              <th scope="col">{t('lines.grossCents')}</th>
              <th scope="col">{t('lines.claimable')}</th>
              <td />
            </>
          }
          cells={({ id, fields }) => {
            const shares = fields.shares.map(({ personId }) => computed.get(shareRef(id, personId)))
            const claimable = shares.reduce((sum, share) => sum + (share?.claimableCents ?? 0), 0)
            const name = fields.voucherNumber || dateToText(fields.from)
            return (
              <>
                <td>{sharesToText(fields.shares, labels)}</td>
                <td>{costTypes.find(({ code }) => code === fields.costType)?.[lang] ?? fields.costType}</td>
                <td>
                  {dateToText(fields.from)}–{dateToText(fields.to)}
                </td>
                <td className="number">
                  {shares[0]?.days ?? 0}/{shares[0]?.allDays ?? 0}
                </td>
                <td className="number">
                  {centsToText(fields.grossCents)}
                  {netOf(fields) === fields.grossCents ? '' : ` (${centsToText(netOf(fields))})`}
                </td>
                <td className="number">{centsToText(claimable)}</td>
                <td>
                  {isOpen ? (
                    <div className="actions">
                      <Button variant="plain" aria-label={t('lines.edit', { name })} onPress={() => open(id)}>
                        {t('common.edit')}
                      </Button>
                      {(['year', 'month'] as const).map((by) => {
                        const length = by === 'year' ? 4 : 7
                        if (fields.from.slice(0, length) === fields.to.slice(0, length)) return null
                        const what = t(by === 'year' ? 'lines.splitYears' : 'lines.splitMonths')
                        return (
                          <Button
                            key={by}
                            variant="plain"
                            aria-label={t('lines.splitRow', { what, name })}
                            onPress={() => split({ id, fields }, by)}
                          >
                            {t(by === 'year' ? 'lines.splitYearsShort' : 'lines.splitMonthsShort')}
                          </Button>
                        )
                      })}
                      <Button
                        variant="plain"
                        aria-label={t('lines.remove', { name })}
                        onPress={() => remove(id)}
                      >
                        {t('common.delete')}
                      </Button>
                    </div>
                  ) : null}
                </td>
              </>
            )
          }}
        />
      ) : null}
      {isOpen && form === null ? <Button onPress={() => open(newRecord)}>{t('lines.new')}</Button> : null}
      {isOpen ? (
        <DraftOffers
          names={offered}
          textOf={(name) => {
            const line = lines.find(({ id }) => id === idOf(name))?.fields
            return line
              ? t('lines.edit', { name: line.voucherNumber || dateToText(line.from) })
              : t('lines.new')
          }}
          onOpen={(name) => open(idOf(name))}
        />
      ) : null}
      {isOpen && form !== null ? (
        <LineForm
          key={form.id}
          claimId={context.id}
          editing={lines.find(({ id }) => id === form.id) ?? null}
          firstDay={claim.period.from}
          persons={persons}
          onDone={() => close(form)}
          onCancel={() => {
            void dropDraft(`line/${context.id}/${form.id}`)
            close(form)
          }}
        />
      ) : null}
    </section>
  )
}

/** `A1, A2` when all bear the same, `A1 2/3, A2 1/3` when they do not. */
function sharesToText(
  shares: readonly { readonly personId: string; readonly weight: number }[],
  labels: ReadonlyMap<string, string>,
): string {
  const all = shares.reduce((sum, { weight }) => sum + weight, 0)
  const areEqual = shares.every(({ weight }) => weight === shares[0]?.weight)
  return shares
    .map(({ personId, weight }) => `${labels.get(personId) ?? '–'}${areEqual ? '' : ` ${weight}/${all}`}`)
    .join(', ')
}
