import type { Computation } from '../../../src-shared/domain/claims/engine/case.ts'
import { centsToText } from '../../../src-shared/domain/claims/engine/money.ts'
import type { ClaimDraft } from '../../../src-shared/domain/claims/life/new-claim.ts'
import { badgeOf } from '../../../src-shared/domain/claims/records/claim-states.ts'
import type { NamedClaimant } from '../../../src-shared/domain/claims/rules/claimant-area.ts'
import {
  firstDeadline,
  latestKind,
  type RulePack,
} from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import type { Result } from '../../../src-shared/kernel/result.ts'
import type { Row } from '../../data/records/records.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { DraftOffers } from '../../ui/draft-offers.tsx'
import { Button } from '../../ui/fields.tsx'
import { useDraftNames } from '../../ui/use-draft.ts'
import { ClaimDetail } from './claim-detail.tsx'
import { NewClaim } from './new-claim.tsx'
import type { ClaimRecords } from './use-claim-context.ts'

type Props = {
  readonly claimant: NamedClaimant
  readonly around: ClaimRecords
  readonly users: readonly Row<'user'>[]
  readonly pack: RulePack
  readonly allPacks: readonly RulePack[]
  readonly preparedBy: string
  readonly openId: string | null
  readonly onOpen: (id: string) => void
  readonly computePeriod: (
    kind: string,
    period: ClaimDraft['period'],
  ) => Result<Computation, { readonly path: string; readonly message: string }>
}

/** The names of line drafts are `line/<claim>/<line>`. */
const claimOfDraft = (name: string): string => name.split('/')[1] ?? ''

/** The claims on one side, the chosen one on the other. */
export function ClaimsSection({ around, openId, onOpen, pack, ...rest }: Props) {
  const { claims, persons } = around
  const t = useT()
  const lang = useLang()
  const open = claims.find(({ id }) => id === openId)
  // lines that were left unfinished in claims that are not open
  const left = useDraftNames('line/').filter((name) => {
    const claimId = claimOfDraft(name)
    return claimId !== openId && claims.some(({ id }) => id === claimId)
  })
  const periodText = ({ from, to }: ClaimDraft['period']): string => `${dateToText(from)}–${dateToText(to)}`
  return (
    <div className="columns">
      <section className="card" aria-label={t('claims.title')}>
        <h2>{t('claims.title')}</h2>
        {claims.length === 0 ? <p>{t('claims.empty')}</p> : null}
        {claims.length > 0 ? (
          <div className="table-frame">
            <table aria-label={t('claims.title')}>
              <thead>
                <tr>
                  <th scope="col">{t('claims.period')}</th>
                  <th scope="col">{t('claims.kind')}</th>
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
                        aria-pressed={id === openId}
                        onPress={() => onOpen(id)}
                      >
                        {periodText(fields.period)}
                      </Button>
                    </td>
                    <td>
                      {latestKind(pack, fields.kind)?.name[lang] ?? fields.kind}{' '}
                      <span className="tag" data-badge={badgeOf(fields.state)}>
                        {t(`claims.badge.${badgeOf(fields.state)}`)}
                      </span>
                    </td>
                    <td className="number">{centsToText(fields.totalCents)}</td>
                    <td>{dateToText(firstDeadline(fields.period, pack))}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ) : null}
        <DraftOffers
          names={left}
          textOf={(name) => {
            const claim = claims.find(({ id }) => id === claimOfDraft(name))
            return claim ? `${t('lines.new')}: ${periodText(claim.fields.period)}` : ''
          }}
          onOpen={(name) => onOpen(claimOfDraft(name))}
        />
        <NewClaim
          claimant={rest.claimant}
          persons={persons}
          pack={pack}
          preparedBy={rest.preparedBy}
          computePeriod={rest.computePeriod}
          onMade={onOpen}
        />
      </section>
      {open ? (
        <ClaimDetail
          key={open.id}
          claim={open}
          around={around}
          users={rest.users}
          pack={pack}
          allPacks={rest.allPacks}
          title={periodText(open.fields.period)}
        />
      ) : (
        <p>{claims.length > 0 ? t('claims.openFirst') : ''}</p>
      )}
    </div>
  )
}
