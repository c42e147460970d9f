import { useState } from 'react'
import type { RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { isLeader } from '../../../src-shared/kernel/role.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import type { Row } from '../../data/records/records.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { newId, today } from '../../platform/clock.ts'
import { SelectInput } from '../../ui/fields.tsx'
import { useAct } from '../../ui/use-act.ts'
import { ImportPack } from './import-pack.tsx'
import { RuleTable } from './rule-table.tsx'

type Props = {
  readonly all: readonly RulePack[]
  readonly packs: readonly RulePack[]
  readonly claims: readonly Row<'paymentClaim'>[]
  readonly userName: string
}

/** Which rules the sums rest on, where each comes from, and whether somebody has verified it; and newer ones. */
export function RulesSection({ all, packs, claims, userName }: Props) {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const act = useAct()
  const [chosen, setChosen] = useState('')
  const pack = all.find(({ id }) => id === chosen) ?? packs.at(-1)
  if (!pack) return null
  async function verify(row: string): Promise<void> {
    const fields = { packId: pack?.id ?? '', row, verifiedOn: today(), verifiedBy: userName }
    await act([{ entity: 'ruleVerification', id: newId(), kind: 'put', fields, isNew: true }], {
      said: t('rules.verified'),
    })
  }
  return (
    <section className="card" aria-label={t('settings.rules')}>
      <h2>{t('settings.rules')}</h2>
      <div className="fields">
        <SelectInput
          className="wide"
          label={t('rules.pack')}
          value={pack.id}
          options={all.map(({ id, title }) => ({
            value: id,
            label: `${id}: ${title[lang]}${packs.some((one) => one.id === id) ? '' : ` (${t('settings.state.superseded')})`}`,
          }))}
          onChange={setChosen}
        />
      </div>
      <p>
        {pack.law}.{' '}
        {t('rules.activity', {
          from: dateToText(pack.activityFrom),
          to: pack.activityTo ? dateToText(pack.activityTo) : '',
        })}
      </p>
      {isLeader(store.role) ? <ImportPack all={all} claims={claims} /> : null}
      <RuleTable pack={pack} mayVerify={isLeader(store.role)} onVerify={(row) => void verify(row)} />
    </section>
  )
}
