import { useState } from 'react'
import type { RulePack } from '../../src-shared/domain/claims/rules/rule-pack.ts'
import { type ClaimTables, useClaimTables } from '../data/hooks/use-claim-tables.ts'
import { useRulePack } from '../data/hooks/use-rule-pack.ts'
import { useT } from '../i18n/i18n.ts'
import { Notice } from '../ui/fields.tsx'
import { ClaimPartView } from './claim-part.tsx'
import type { ClaimPlace } from './frame/places.ts'

type PlaceProps = {
  readonly part: ClaimPlace
  readonly onGoToClaims: () => void
}

/** Where persons, claims, decisions and payments meet: what is owed, what is asked for, what was paid, and by when. */
export function ClaimsPage(place: PlaceProps) {
  const t = useT()
  const tables = useClaimTables()
  const rules = useRulePack()
  if (!tables || !rules) return <p>{t('app.loading')}</p>
  if (rules.kind === 'broken')
    return <Notice tone="alert">{t('settings.rulesBroken', { message: rules.message })}</Notice>
  return <Parts tables={tables} rules={rules} {...place} />
}

type Props = {
  readonly tables: ClaimTables
  readonly rules: {
    readonly pack: RulePack
    readonly packs: readonly RulePack[]
    readonly all: readonly RulePack[]
  }
}

function Parts({ tables, rules, part, onGoToClaims }: Props & PlaceProps) {
  const t = useT()
  const [openClaim, setOpenClaim] = useState<string | null>(null)
  return (
    <>
      <h1>{t(`nav.${part}`)}</h1>
      <ClaimPartView
        part={part}
        tables={tables}
        rules={rules}
        openClaim={openClaim}
        onOpen={setOpenClaim}
        onGoToClaim={(id) => {
          setOpenClaim(id)
          onGoToClaims()
        }}
      />
    </>
  )
}
