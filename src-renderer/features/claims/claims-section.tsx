import { type FormEvent, useState } from 'react'
import type { Computation } from '../../../src-shared/domain/claims/case.ts'
import { centsToText } from '../../../src-shared/domain/claims/money.ts'
import type { ClaimantType, RulePack } from '../../../src-shared/domain/claims/rule-pack.ts'
import { dateToText } from '../../../src-shared/domain/iso-date.ts'
import type { Result } from '../../../src-shared/domain/result.ts'
import { commit } from '../../data/commit.ts'
import type { Row } from '../../data/records.ts'
import { useStore } from '../../data/store-context.ts'
import { useRows } from '../../data/use-rows.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { newId, today } from '../../platform/clock.ts'
import { Button, Notice, SelectInput, TextInput } from '../../ui/fields.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useProblemText } from '../../ui/use-problem-text.ts'
import { ClaimDetail } from './claim-detail.tsx'
import { draftToClaim, firstDeadline } from './model.ts'

type Period = { readonly from: string; readonly to: string }
type Props = {
  readonly claimant: {
    readonly name: string
    readonly businessId: string | null
    readonly type: ClaimantType
    readonly code: string
  }
  readonly persons: readonly Row<'person'>[]
  readonly pack: RulePack
  readonly preparedBy: string
  readonly computePeriod: (
    period: Period,
  ) => Result<Computation, { readonly path: string; readonly message: string }>
}

export function ClaimsSection({ claimant, persons, pack, preparedBy, computePeriod }: Props) {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const say = useSay()
  const { ofAll } = useProblemText()
  const claims = useRows(store, 'paymentClaim')
  const thisYear = today().slice(0, 4)
  const [period, setPeriod] = useState<Period>({ from: `${thisYear}-01-01`, to: `${thisYear}-12-31` })
  const [language, setLanguage] = useState<'fi' | 'sv'>(lang === 'sv' ? 'sv' : 'fi')
  const [openId, setOpenId] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const open = claims?.find(({ id }) => id === openId)

  async function create(event: FormEvent): Promise<void> {
    event.preventDefault()
    setProblem(null)
    const result = computePeriod(period)
    if (!result.ok)
      return setProblem(t('persons.impossible', { path: `${result.error.path}: ${result.error.message}` }))
    if (result.value.totalCents === 0) return setProblem(t('claims.noneOwed'))
    const fields = draftToClaim({
      claimant,
      period,
      language,
      persons,
      computation: result.value,
      pack,
      preparedBy,
      today: today(),
    })
    const id = newId()
    const done = await commit(store, [{ entity: 'paymentClaim', id, kind: 'put', fields, isNew: true }])
    if (!done.ok) return setProblem(ofAll(done.error))
    setOpenId(id)
    say(t('claims.created'))
  }
  const periodText = ({ from, to }: Period): string => `${dateToText(from)}–${dateToText(to)}`
  return (
    <div className="columns">
      <section className="card" aria-label={t('claims.title')}>
        <h2>{t('claims.title')}</h2>
        {claims?.length === 0 ? <p>{t('claims.empty')}</p> : null}
        {claims && claims.length > 0 ? (
          <table aria-label={t('claims.title')}>
            <thead>
              <tr>
                <th scope="col">{t('claims.period')}</th>
                <th scope="col">{t('claims.persons')}</th>
                <th scope="col">{t('claims.total')}</th>
                <th scope="col">{t('claims.deadline')}</th>
              </tr>
            </thead>
            <tbody>
              {claims.map(({ id, fields }) => (
                <tr key={id}>
                  <td>
                    <Button
                      variant="plain"
                      aria-label={t('claims.open', { period: periodText(fields.period) })}
                      onPress={() => setOpenId(id)}
                    >
                      {periodText(fields.period)}
                    </Button>
                  </td>
                  <td>{fields.persons.length}</td>
                  <td className="number">{centsToText(fields.totalCents)}</td>
                  <td>{dateToText(firstDeadline(fields.period, pack))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : null}
        <form onSubmit={create} noValidate>
          <h3>{t('claims.new')}</h3>
          <div className="fields">
            <TextInput
              type="date"
              label={t('claims.from')}
              value={period.from}
              onChange={(from) => setPeriod({ ...period, from })}
            />
            <TextInput
              type="date"
              label={t('claims.to')}
              value={period.to}
              onChange={(to) => setPeriod({ ...period, to })}
            />
            <SelectInput
              label={t('claims.language')}
              value={language}
              options={[
                { value: 'fi', label: 'Suomi' },
                { value: 'sv', label: 'Svenska' },
              ]}
              onChange={(value) => setLanguage(value === 'sv' ? 'sv' : 'fi')}
            />
          </div>
          <p />
          {problem ? <Notice tone="alert">{problem}</Notice> : null}
          <Button variant="primary" type="submit">
            {t('claims.create')}
          </Button>
        </form>
      </section>
      {open ? <ClaimDetail key={open.id} claim={open} title={periodText(open.fields.period)} /> : null}
    </div>
  )
}
