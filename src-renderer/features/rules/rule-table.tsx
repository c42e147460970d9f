import { rowsOf } from '../../../src-shared/domain/claims/rules/rule-library.ts'
import type { RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import { sourceIn } from '../../../src-shared/domain/claims/rules/source-words.ts'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { Button } from '../../ui/fields.tsx'

type Props = {
  readonly pack: RulePack
  readonly mayVerify: boolean
  readonly onVerify: (row: string) => void
}

/** Of a row what a person compares with its source: numbers, days and codes, without the words around them. */
const contentOf = (row: Readonly<Record<string, unknown>>): string =>
  Object.entries(row)
    .filter(
      ([name, value]) =>
        ![
          'ruleId',
          'source',
          'section',
          'sourceDate',
          'status',
          'verifiedBy',
          'verifiedOn',
          'assumption',
        ].includes(name) &&
        !['guidance', 'evidence', 'name', 'label', 'kind', 'code', 'claimantType'].includes(name) &&
        value !== null,
    )
    .map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(' · ')

/** The rows of a pack, each with its source, and whether somebody has compared it with that. */
export function RuleTable({ pack, mayVerify, onVerify }: Props) {
  const t = useT()
  const lang = useLang()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reached by keyboard
    <section className="table-frame virtual" tabIndex={0} aria-label={t('rules.rows')}>
      <table aria-label={t('rules.rows')}>
        <thead>
          <tr>
            <th scope="col">{t('rules.rule')}</th>
            <th scope="col">{t('rules.value')}</th>
            <th scope="col">{t('settings.source')}</th>
            <th scope="col">{t('settings.state')}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rowsOf(pack).map(({ name, row }) => (
            <tr key={name}>
              <td>{name}</td>
              <td className="hint">{contentOf(row)}</td>
              <td>
                {sourceIn(row.source, lang)}, {sourceIn(row.section, lang)}
              </td>
              <td>
                {row.status === 'verified'
                  ? t('rules.verifiedBy', {
                      name: String(row.verifiedBy ?? ''),
                      day: row.verifiedOn ? dateToText(String(row.verifiedOn)) : '',
                    })
                  : t('settings.state.unverified')}
                {row.assumption ? `, ${t('settings.assumption')}` : ''}
              </td>
              <td>
                {mayVerify && row.status !== 'verified' ? (
                  <Button
                    variant="plain"
                    aria-label={t('rules.verifyRow', { name })}
                    onPress={() => onVerify(name)}
                  >
                    {t('rules.verify')}
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
