import type { Finding } from '../../../src-shared/domain/claims/validation/finding.ts'
import { dateToText, isIsoDate } from '../../../src-shared/kernel/iso-date.ts'
import { useT } from '../../i18n/i18n.ts'

/** More than anybody reads at once: of the rest the number is told. */
const maxShown = 100

type Props = {
  readonly findings: readonly Finding[]
  /** How a line and a person are called on the screen. */
  readonly nameOf: (finding: Finding) => string
}

/** What the rules V01–V30 say of a claim, what blocks it first. */
export function ClaimFindings({ findings, nameOf }: Props) {
  const t = useT()
  // one sentence can be true for two reasons, and is read once
  const told = new Map<string, Finding & { readonly text: string }>()
  const sentences = new Map<string, string>()
  let read = 0
  for (const finding of findings) {
    if (told.size === maxShown) break
    const ofRule = `${finding.id} ${finding.detail}`
    const detail = isIsoDate(finding.detail) ? dateToText(finding.detail) : finding.detail
    const sentence = sentences.get(ofRule) ?? t(`finding.${finding.id}`, { detail })
    sentences.set(ofRule, sentence)
    const text = `${nameOf(finding)}${sentence}`
    told.set(`${finding.id} ${finding.severity} ${text}`, { ...finding, text })
    read++
  }
  return (
    <section aria-label={t('finding.title')}>
      <h3>{t('finding.title')}</h3>
      {told.size === 0 ? <p>{t('finding.none')}</p> : null}
      <ul className="findings">
        {[...told].map(([key, { id, severity, text }]) => (
          <li key={key} data-severity={severity}>
            <strong>
              {id} ({t(`finding.severity.${severity}`)})
            </strong>{' '}
            {text}
          </li>
        ))}
      </ul>
      {read < findings.length ? <p>{t('finding.more', { count: findings.length - read })}</p> : null}
    </section>
  )
}
