import { useState } from 'react'
import { isExpired } from '../../../src-shared/domain/claims/records/decision-states.ts'
import { latestKind, type RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import type { ClaimantType } from '../../../src-shared/domain/claims/rules/rule-rows.ts'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import type { Row } from '../../data/records/records.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { today } from '../../platform/clock.ts'
import { DraftOffers, useDropDraft } from '../../ui/draft-offers.tsx'
import { Button } from '../../ui/fields.tsx'
import { newRecord, useListForm } from '../../ui/use-list-form.ts'
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
  const [openId, setOpenId] = useState<string | null>(null)
  const {
    form,
    open: openForm,
    close,
    offered,
    idOf,
  } = useListForm(
    'decision',
    decisions.map(({ id }) => id),
  )
  const dropDraft = useDropDraft()
  const nameOf = (id: string): string => {
    const fields = decisions.find((decision) => decision.id === id)?.fields
    if (!fields) return t('decisions.new')
    return `${t('decisions.editing')}: ${fields.diaryNumber || dateToText(fields.period.from)}`
  }
  const open = decisions.find(({ id }) => id === openId) ?? null
  return (
    <div className="columns">
      <section className="card" aria-label={t('decisions.title')}>
        <h2>{t('decisions.title')}</h2>
        {decisions.length === 0 ? (
          <p>{t('decisions.empty')}</p>
        ) : (
          <DecisionTable
            decisions={decisions}
            pack={pack}
            openId={openId}
            onOpen={(id) => {
              setOpenId(id)
              close(form)
            }}
          />
        )}
        <DraftOffers
          names={offered}
          textOf={(name) => nameOf(idOf(name))}
          onOpen={(name) => openForm(idOf(name))}
        />
        <div className="row gap-above">
          <Button variant="primary" onPress={() => openForm(newRecord)}>
            {t('decisions.new')}
          </Button>
        </div>
      </section>
      {form ? (
        <DecisionForm
          key={form.id}
          editing={decisions.find(({ id }) => id === form.id) ?? null}
          persons={persons}
          claimantType={claimantType}
          pack={pack}
          onDone={(id) => {
            if (id === null) void dropDraft(`decision/${form.id}`)
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
          onEdit={() => openForm(open.id)}
        />
      ) : null}
    </div>
  )
}

type TableProps = Pick<Props, 'decisions' | 'pack'> & {
  readonly openId: string | null
  readonly onOpen: (id: string) => void
}

function DecisionTable({ decisions, pack, openId, onOpen }: TableProps) {
  const t = useT()
  const lang = useLang()
  return (
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
                  onPress={() => onOpen(id)}
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
  )
}
