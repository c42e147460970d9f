import { useMemo, useState } from 'react'
import { z } from 'zod'
import { areas } from '../../../src-shared/codes/areas.ts'
import type { Computation } from '../../../src-shared/domain/claims/engine/case.ts'
import { refusedPersons } from '../../../src-shared/domain/claims/engine/known-persons.ts'
import { type ClaimDraft, newClaim } from '../../../src-shared/domain/claims/life/new-claim.ts'
import { kindsFor } from '../../../src-shared/domain/claims/rules/claimable-kinds.ts'
import type { NamedClaimant } from '../../../src-shared/domain/claims/rules/claimant-area.ts'
import type { RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import type { Kind } from '../../../src-shared/domain/claims/rules/rule-rows.ts'
import { sourceIn } from '../../../src-shared/domain/claims/rules/source-words.ts'
import type { Result } from '../../../src-shared/kernel/result.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import type { Row } from '../../data/records/records.ts'
import { findStandingClaims } from '../../data/records/standing-claim.ts'
import { commit } from '../../data/writing/commit.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { newId, today } from '../../platform/clock.ts'
import { DraftNotice } from '../../ui/draft-offers.tsx'
import { Notice, SelectInput, TextInput } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { PersonsPicker } from '../../ui/persons-picker.tsx'
import { RefusedPersons } from '../../ui/refused-persons.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useCaseProblem } from '../../ui/use-case-problem.ts'
import { readAs, useDraft } from '../../ui/use-draft.ts'
import { useProblemText } from '../../ui/use-problem-text.ts'

const TypedClaim = z.object({
  period: z.object({ from: z.string(), to: z.string() }),
  kind: z.string(),
  personIds: z.array(z.string()),
  language: z.enum(['fi', 'sv']),
})
type TypedClaim = z.infer<typeof TypedClaim>

type Problem = { readonly path: string; readonly message: string }
type Props = {
  readonly claimant: NamedClaimant
  readonly persons: readonly Row<'person'>[]
  readonly pack: RulePack
  readonly preparedBy: string
  readonly computePeriod: (kind: string, period: ClaimDraft['period']) => Result<Computation, Problem>
  readonly onMade: (id: string) => void
}

/** A new claim: of which kind, for which time, for whom. A calculated sum takes everybody for whom something is owed. */
export function NewClaim({ claimant, persons, pack, preparedBy, computePeriod, onMade }: Props) {
  const t = useT()
  const ofCase = useCaseProblem()
  const lang = useLang()
  const store = useStore()
  const say = useSay()
  const { ofAll } = useProblemText()
  const thisYear = today().slice(0, 4)
  const fresh = (): TypedClaim => ({
    period: { from: `${thisYear}-01-01`, to: `${thisYear}-12-31` },
    kind: '',
    personIds: [],
    language: lang === 'sv' ? 'sv' : 'fi',
  })
  const draft = useDraft('claim/new', readAs(TypedClaim), fresh)
  const { period, personIds, language } = draft.form
  const set = (part: Partial<TypedClaim>): void => draft.set({ ...draft.form, ...part })
  const kinds = kindsFor(pack, claimant.type, period)
  const [problem, setProblem] = useState<string | null>(null)
  const kind = kinds.find(({ code }) => code === draft.form.kind) ?? kinds[0]

  const isCalculated = kind?.basis === 'calculated'
  const refused = useMemo(
    () => (isCalculated ? refusedPersons(persons, kind.code, pack, areas) : []),
    [isCalculated, kind, persons, pack],
  )

  async function create(): Promise<void> {
    setProblem(null)
    if (!kind) return setProblem(t('finding.V02'))
    const result = isCalculated ? computePeriod(kind.code, period) : null
    if (result && !result.ok) return setProblem(ofCase(result.error))
    const computation = result?.ok ? result.value : null
    if (computation?.totalCents === 0) return setProblem(t('claims.noneOwed'))
    const chosen = persons.filter(({ id }) => isCalculated || personIds.includes(id))
    if (chosen.length === 0) return setProblem(t('claims.choosePersons'))
    const fields = newClaim({
      claimant,
      kind: kind.code,
      period,
      language,
      persons: chosen,
      computation,
      pack,
      onRecord: persons,
      preparedBy,
      preparedById: store.userId,
      today: today(),
    })
    const [standing] = await findStandingClaims(store, [fields])
    if (standing) {
      draft.end()
      onMade(standing)
      return say(t('claims.standing'))
    }
    const id = newId()
    const done = await commit(store, [{ entity: 'paymentClaim', id, kind: 'put', fields, isNew: true }])
    if (!done.ok) return setProblem(ofAll(done.error))
    draft.end()
    onMade(id)
    say(t('claims.created'))
  }
  return (
    <Form onSave={create}>
      <h3>{t('claims.new')}</h3>
      <DraftNotice isShown={draft.isRestored} onDrop={() => draft.end(fresh())} />
      <NewClaimFields form={draft.form} set={set} kinds={kinds} kind={kind} persons={persons} />
      <RefusedPersons
        refused={refused}
        labelOf={(id) => persons.find((one) => one.id === id)?.fields.ref ?? ''}
      />
      {problem ? <Notice tone="alert">{problem}</Notice> : null}
      <FormButtons label={t('claims.create')} />
    </Form>
  )
}

type FieldsProps = Pick<Props, 'persons'> & {
  readonly form: TypedClaim
  readonly set: (part: Partial<TypedClaim>) => void
  readonly kinds: readonly Kind[]
  readonly kind: Kind | undefined
}

function NewClaimFields({ form, set, kinds, kind, persons }: FieldsProps) {
  const t = useT()
  const lang = useLang()
  const { period, personIds, language } = form
  return (
    <div className="fields gap-below">
      <TextInput
        type="date"
        label={t('claims.from')}
        value={period.from}
        onChange={(from) => set({ period: { ...period, from } })}
      />
      <TextInput
        type="date"
        label={t('claims.to')}
        value={period.to}
        onChange={(to) => set({ period: { ...period, to } })}
      />
      <SelectInput
        className="wide"
        label={t('claims.kind')}
        value={kind?.code ?? ''}
        options={kinds.map((row) => ({
          value: row.code,
          label: `${row.name[lang]} (${sourceIn(row.section, lang)})`,
        }))}
        onChange={(code) => set({ kind: code })}
      />
      {kind && kind.basis !== 'calculated' ? (
        <PersonsPicker
          label={t('claims.choosePersons')}
          persons={persons.map(({ id, fields }) => ({
            value: id,
            label: `${fields.ref} ${fields.name}`,
            household: fields.household,
          }))}
          values={personIds}
          onChange={(ids) => set({ personIds: [...ids] })}
        />
      ) : null}
      <SelectInput
        label={t('claims.language')}
        value={language}
        options={[
          { value: 'fi', label: 'Suomi' },
          { value: 'sv', label: 'Svenska' },
        ]}
        onChange={(value) => set({ language: value === 'sv' ? 'sv' : 'fi' })}
      />
    </div>
  )
}
