import { areas } from '../../../src-shared/codes/areas.ts'
import type { ComputedPerson } from '../../../src-shared/domain/claims/engine/case.ts'
import { startRule } from '../../../src-shared/domain/claims/engine/instalments.ts'
import { computeFor, withParents } from '../../../src-shared/domain/claims/engine/known-persons.ts'
import { centsToText } from '../../../src-shared/domain/claims/engine/money.ts'
import type { NamedClaimant } from '../../../src-shared/domain/claims/rules/claimant-area.ts'
import { calculatedKind, type RulePack, rateOn } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import { sourceIn } from '../../../src-shared/domain/claims/rules/source-words.ts'
import { type KnownPerson, personToFacts } from '../../../src-shared/domain/people/person.ts'
import { dateToText, yearOf } from '../../../src-shared/kernel/iso-date.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { Notice } from '../../ui/fields.tsx'
import { RefusedPersons } from '../../ui/refused-persons.tsx'
import { useCaseProblem } from '../../ui/use-case-problem.ts'

const wholeTime = { from: '1990-01-01', to: '2099-12-31' }

type Props = {
  readonly person: KnownPerson
  readonly all: readonly KnownPerson[]
  readonly claimant: NamedClaimant | null
  readonly pack: RulePack
}

/** What the claimant is owed for one person, month by month, each with the yearly sum and the section behind it. */
export function OwedTable({ person, all, claimant, pack }: Props) {
  const t = useT()
  const ofCase = useCaseProblem()
  if (!claimant) return <Notice>{t('persons.noClaimant')}</Notice>
  const result = computeFor(withParents(person, all), { claimant, period: wholeTime, pack, areas })
  if (!result.ok) return <Notice tone="alert">{ofCase(result.error)}</Notice>
  const owed = result.value.persons.find(({ ref }) => ref === person.id)
  const warnings = result.value.warnings.filter(({ ref }) => ref === person.id)
  return (
    <section className="card" aria-label={t('persons.owed')}>
      <h2>
        {t('persons.owed')}: {person.fields.ref}
      </h2>
      {pack.rates.some((rate) => rate.status !== 'verified') ? (
        <Notice tone="warning">{t('persons.unverified', { pack: pack.id })}</Notice>
      ) : null}
      <RefusedPersons
        refused={result.value.refused}
        labelOf={(id) => all.find((one) => one.id === id)?.fields.ref ?? person.fields.ref}
      />
      {warnings.map((warning) => (
        <Notice tone="warning" key={warning.code + warning.text}>
          {warning.code}: {t(`persons.warning.${warning.code}`)}
        </Notice>
      ))}
      {owed && owed.instalments.length > 0 ? (
        <Months
          owed={owed}
          claimant={claimant}
          pack={pack}
          rule={startRule(personToFacts(person.id, person.fields), pack)}
        />
      ) : (
        <p>{t('persons.nothing')}</p>
      )}
    </section>
  )
}

function Months({
  owed,
  claimant,
  pack,
  rule,
}: {
  readonly rule: ReturnType<typeof startRule>
  readonly owed: ComputedPerson
  readonly claimant: NamedClaimant
  readonly pack: RulePack
}) {
  const t = useT()
  const lang = useLang()
  const kind = calculatedKind(pack, claimant.type)
  const start = owed.start === null ? '–' : dateToText(owed.start)
  return (
    <>
      <p data-testid="owed-total">
        <strong>{t('persons.owedTotal', { sum: centsToText(owed.totalCents), start })}</strong>
        {rule ? ` (${t(`persons.startRule.${rule}`)})` : ''}
      </p>
      <table>
        <caption>
          {Object.entries(owed.byYear)
            .map(([year, cents]) => `${year}: ${centsToText(cents)}`)
            .join(' · ')}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('persons.month')}</th>
            <th scope="col">{t('persons.band')}</th>
            <th scope="col">{t('persons.base')}</th>
            <th scope="col">{t('persons.supplement')}</th>
          </tr>
        </thead>
        <tbody>
          {owed.instalments.map(({ date, band, supplement }) => {
            const rate = rateOn(pack, kind?.code ?? '', claimant.type, date)
            const yearly = band === 'under7' ? (rate?.under7Cents ?? 0) : (rate?.from7Cents ?? 0)
            const why = (cents: number): string =>
              t('persons.why', { yearly: centsToText(cents), section: sourceIn(rate?.section ?? '', lang) })
            return (
              <tr key={date} data-year={yearOf(date)}>
                <td>{dateToText(date)}</td>
                <td>{t(`persons.band.${band}`)}</td>
                <td>{why(yearly)}</td>
                <td>{supplement && rate?.adultSupplementCents ? why(rate.adultSupplementCents) : ''}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </>
  )
}
