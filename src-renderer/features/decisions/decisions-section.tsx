import { useState } from 'react'
import { isExpired } from '../../../src-shared/domain/claims/life/decision-states.ts'
import { latestKind, type RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import type { ClaimantType } from '../../../src-shared/domain/claims/rules/rule-rows.ts'
import { dateToText } from '../../../src-shared/domain/iso-date.ts'
import type { Row } from '../../data/records.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { today } from '../../platform/clock.ts'
import { Button } from '../../ui/fields.tsx'
import { useOneForm } from '../../ui/use-one-form.ts'
import { DecisionDetail } from './decision-detail.tsx'
import { DecisionForm } from './decision-form.tsx'

type Props = {
  readonly decisions: readonly Row<'decision'>[]
  readonly claims: readonly Row<'paymentClaim'>[]
  readonly persons: readonly Row<'person'>[]
  readonly claimantType: ClaimantType
  readonly pack: RulePack
  readonly nameOfUser: (id: string) => string
}

/** Decisions of the regional centre, which some kinds need before a payment is applied for. */
export function DecisionsSection({ decisions, claims, persons, claimantType, pack, nameOfUser }: Props) {
  const t = useT()
  const lang = useLang()
  const [openId, setOpenId] = useState<string | null>(null)
  const { form, open: openForm, close } = useOneForm<{ readonly decisionId: string | null }>()
  const open = decisions.find(({ id }) => id === openId) ?? null
  return (
    <div className="columns">
      <section className="card" aria-label={t('decisions.title')}>
        <h2>{t('decisions.title')}</h2>
        {decisions.length === 0 ? (
          <p>{t('decisions.empty')}</p>
        ) : (
          <table aria-label={t('decisions.title')}>
            <thead>
              <tr>
                <th scope="col">{t('decisions.diaryNumber')}</th>
                <th scope="col">{t('claims.kind')}</th>
                <th scope="col">{t('claims.period')}</th>
                <th scope="col">{t('claims.state')}</th>
              </tr>
            </thead>
            <tbody>
              {decisions.map(({ id, fields }) => {
                const name = fields.diaryNumber || dateToText(fields.period.from)
                return (
                  <tr key={id}>
                    <td>
                      <Button
                        variant="plain"
                        aria-label={t('decisions.open', { name })}
                        aria-pressed={id === openId}
                        onPress={() => {
                          setOpenId(id)
                          openForm(null)
                        }}
                      >
                        {name}
                      </Button>
                    </td>
                    <td>{latestKind(pack, fields.kind)?.name[lang] ?? fields.kind}</td>
                    <td>
                      {dateToText(fields.period.from)}–{dateToText(fields.period.to)}
                    </td>
                    <td>
                      {t(`decisions.state.${fields.state}`)}
                      {isExpired(fields.period, today()) ? ` (${t('decisions.state.expired')})` : ''}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        )}
        <p />
        <Button variant="primary" onPress={() => openForm({ decisionId: null })}>
          {t('decisions.new')}
        </Button>
      </section>
      {form ? (
        <DecisionForm
          key={form.decisionId ?? 'new'}
          editing={decisions.find(({ id }) => id === form.decisionId) ?? null}
          persons={persons}
          claimantType={claimantType}
          pack={pack}
          onDone={(id) => {
            close(form)
            if (id) setOpenId(id)
          }}
        />
      ) : open ? (
        <DecisionDetail
          key={open.id}
          decision={open}
          claims={claims}
          pack={pack}
          nameOfUser={nameOfUser}
          onEdit={() => openForm({ decisionId: open.id })}
        />
      ) : null}
    </div>
  )
}
