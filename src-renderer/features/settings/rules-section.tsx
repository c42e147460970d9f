import { dateToText } from '../../../src-shared/domain/iso-date.ts'
import { useRulePack } from '../../data/use-rule-pack.ts'
import { useT } from '../../i18n/i18n.ts'
import { Notice } from '../../ui/fields.tsx'

/** Which rules the sums rest on, where each comes from, and whether somebody has verified it. */
export function RulesSection() {
  const t = useT()
  const rules = useRulePack()
  if (!rules) return null
  if (rules.kind === 'broken')
    return <Notice tone="alert">{t('settings.rulesBroken', { message: rules.message })}</Notice>
  const { pack } = rules
  return (
    <section className="card" aria-label={t('settings.rules')}>
      <h2>
        {t('settings.rules')}: {pack.id}
      </h2>
      <table aria-label={t('settings.rules')}>
        <thead>
          <tr>
            <th scope="col">{t('settings.rule')}</th>
            <th scope="col">{t('settings.validity')}</th>
            <th scope="col">{t('settings.source')}</th>
            <th scope="col">{t('settings.state')}</th>
          </tr>
        </thead>
        <tbody>
          {[
            ...pack.rates,
            ...pack.durations,
            pack.claimDeadline,
            { ...pack.policy, ruleId: pack.policy.id },
          ].map((row) => (
            <tr key={row.ruleId}>
              <td>{row.ruleId}</td>
              <td>
                {'validFrom' in row
                  ? `${dateToText(row.validFrom)}–${row.validTo ? dateToText(row.validTo) : ''}`
                  : ''}
              </td>
              <td>
                {row.source}, {row.section}
              </td>
              <td>
                {t(`settings.state.${row.status}`)}
                {row.assumption ? `, ${t('settings.assumption')}` : ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
