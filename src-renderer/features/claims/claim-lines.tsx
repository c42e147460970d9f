import { costTypes } from '../../../src-shared/codes/cost-types.ts'
import type { LineRow } from '../../../src-shared/domain/claims/engine/claim-computation.ts'
import { type ComputedLine, netOf } from '../../../src-shared/domain/claims/engine/cost-case.ts'
import { centsToText } from '../../../src-shared/domain/claims/engine/money.ts'
import { shareRef } from '../../../src-shared/domain/claims/engine/shares.ts'
import { claimedPersons } from '../../../src-shared/domain/claims/records/payment-claim.ts'
import type { ClaimContext } from '../../../src-shared/domain/claims/validation/finding.ts'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { DraftOffers, useDropDraft } from '../../ui/draft-offers.tsx'
import { Button } from '../../ui/fields.tsx'
import { newRecord, useListForm } from '../../ui/use-list-form.ts'
import { VirtualRows } from '../../ui/virtual-table.tsx'
import { LineForm } from './line-form.tsx'
import { useLineActs } from './use-line-acts.ts'

type Props = { readonly context: ClaimContext; readonly isOpen: boolean }

/** The costs of a claim, each with the days and the sum that may be claimed of it. */
export function ClaimLines({ context, isOpen }: Props) {
  const t = useT()
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
              <th scope="col">{t('nav.persons')}</th>
              <th scope="col">{t('lines.costType')}</th>
              <th scope="col">{t('claims.period')}</th>
              <th scope="col">{t('lines.days')}</th>
              <th scope="col">{t('lines.grossCents')}</th>
              <th scope="col">{t('lines.claimable')}</th>
              <td />
            </>
          }
          cells={(line) => (
            <LineCells line={line} computed={computed} labels={labels} isOpen={isOpen} onEdit={open} />
          )}
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

type CellsProps = {
  readonly line: LineRow
  /** What may be claimed, by share. */
  readonly computed: ReadonlyMap<string, ComputedLine>
  readonly labels: ReadonlyMap<string, string>
  readonly isOpen: boolean
  readonly onEdit: (id: string) => void
}

/** The cells of one line: whose cost, of what kind, on which days, and what may be claimed of it. */
function LineCells({ line, computed, labels, isOpen, onEdit }: CellsProps) {
  const lang = useLang()
  const { id, fields } = line
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
      <td>{isOpen ? <LineButtons line={line} name={name} onEdit={onEdit} /> : null}</td>
    </>
  )
}

type ButtonsProps = {
  readonly line: LineRow
  readonly name: string
  readonly onEdit: (id: string) => void
}

function LineButtons({ line, name, onEdit }: ButtonsProps) {
  const t = useT()
  const { remove, split } = useLineActs()
  const { id, fields } = line
  return (
    <div className="actions">
      <Button variant="plain" aria-label={t('lines.edit', { name })} onPress={() => onEdit(id)}>
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
            onPress={() => split(id, by)}
          >
            {t(by === 'year' ? 'lines.splitYearsShort' : 'lines.splitMonthsShort')}
          </Button>
        )
      })}
      <Button variant="plain" aria-label={t('lines.remove', { name })} onPress={() => remove(id)}>
        {t('common.delete')}
      </Button>
    </div>
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
