import { useState } from 'react'
import type { RulePack } from '../../src-shared/domain/claims/rules/rule-pack.ts'
import { type ClaimTables, useClaimTables } from '../data/hooks/use-claim-tables.ts'
import { useRulePack } from '../data/hooks/use-rule-pack.ts'
import { useT } from '../i18n/i18n.ts'
import { Button, Notice } from '../ui/fields.tsx'
import { type ClaimPart, ClaimPartView, claimParts } from './claim-part.tsx'

/** Where persons, claims, decisions and payments meet: what is owed, what is asked for, what was paid, and by when. */
export function ClaimsPage() {
  const t = useT()
  const tables = useClaimTables()
  const rules = useRulePack()
  if (!tables || !rules) return <p>{t('app.loading')}</p>
  if (rules.kind === 'broken')
    return <Notice tone="alert">{t('settings.rulesBroken', { message: rules.message })}</Notice>
  return <Parts tables={tables} rules={rules} />
}

type Props = {
  readonly tables: ClaimTables
  readonly rules: {
    readonly pack: RulePack
    readonly packs: readonly RulePack[]
    readonly all: readonly RulePack[]
  }
}

function Parts({ tables, rules }: Props) {
  const t = useT()
  const [part, setPart] = useState<ClaimPart>('persons')
  const [openClaim, setOpenClaim] = useState<string | null>(null)
  return (
    <>
      <h1>{t('nav.claims')}</h1>
      <nav className="row" aria-label={t('claims.parts')}>
        {claimParts.map((one) => (
          <Button
            key={one}
            variant="plain"
            aria-current={one === part ? 'page' : 'false'}
            onPress={() => setPart(one)}
          >
            {t(`claims.part.${one}`)}
          </Button>
        ))}
      </nav>
      <ClaimPartView
        part={part}
        tables={tables}
        rules={rules}
        openClaim={openClaim}
        onOpen={setOpenClaim}
        onGoToClaim={(id) => {
          setOpenClaim(id)
          setPart('claims')
        }}
      />
    </>
  )
}
