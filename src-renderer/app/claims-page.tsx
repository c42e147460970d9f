import { useMemo, useState } from 'react'
import { onlyOf } from '../../src-shared/domain/claims/engine/claim-computation.ts'
import type { Deadline } from '../../src-shared/domain/claims/life/deadline-board.ts'
import { missedRuns, type YearTotals } from '../../src-shared/domain/claims/reconciliation/reconcile.ts'
import { calculatedKind, latestKind, type RulePack } from '../../src-shared/domain/claims/rules/rule-pack.ts'
import { sourceIn } from '../../src-shared/domain/claims/rules/source-words.ts'
import { dateToText } from '../../src-shared/kernel/iso-date.ts'
import { useStore } from '../data/hooks/store-context.ts'
import { useRows } from '../data/hooks/use-rows.ts'
import { useRulePack } from '../data/hooks/use-rule-pack.ts'
import type { Row } from '../data/records/records.ts'
import { type Change, commit } from '../data/writing/commit.ts'
import { ClaimantSection } from '../features/claims/claimant-section.tsx'
import { ClaimsSection } from '../features/claims/claims-section.tsx'
import { kindsFor, newClaim } from '../features/claims/model.ts'
import { DeadlinesSection } from '../features/deadlines/deadlines-section.tsx'
import { ErasureSection } from '../features/deadlines/erasure-section.tsx'
import { OverviewSection } from '../features/deadlines/overview-section.tsx'
import { useBoard } from '../features/deadlines/use-board.ts'
import { DecisionsSection } from '../features/decisions/decisions-section.tsx'
import { claimantOf, computeFor } from '../features/persons/model.ts'
import { PersonsSection } from '../features/persons/persons-section.tsx'
import { ReconciliationSection } from '../features/reconciliation/reconciliation-section.tsx'
import { useReconciliation } from '../features/reconciliation/use-reconciliation.ts'
import { RulesSection } from '../features/rules/rules-section.tsx'
import { useLang, useT } from '../i18n/i18n.ts'
import { newId, today } from '../platform/clock.ts'
import { Button, Notice } from '../ui/fields.tsx'
import { useSay } from '../ui/toast.tsx'
import { useProblemText } from '../ui/use-problem-text.ts'

const parts = [
  'persons',
  'claims',
  'decisions',
  'reconcile',
  'deadlines',
  'overview',
  'claimant',
  'rules',
] as const
type Part = (typeof parts)[number]
const noYears: readonly YearTotals[] = []
const none: readonly never[] = []

/** Where persons, claims, decisions and payments meet: what is owed, what is asked for, what was paid, and by when. */
export function ClaimsPage() {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const say = useSay()
  const { ofAll } = useProblemText()
  const organisations = useRows(store, 'organisation')
  const persons = useRows(store, 'person')
  const users = useRows(store, 'user')
  const claims = useRows(store, 'paymentClaim')
  const decisions = useRows(store, 'decision')
  const lists = useRows(store, 'paymentList')
  const settings = useRows(store, 'claimantSettings')
  const lines = useRows(store, 'claimLine')
  const rules = useRulePack()
  const pack = rules?.kind === 'pack' ? rules.pack : null
  const [part, setPart] = useState<Part>('persons')
  const [openClaim, setOpenClaim] = useState<string | null>(null)
  const claimant = useMemo(() => claimantOf(organisations?.[0]?.fields), [organisations])
  const reconciled = useReconciliation(claimant, persons ?? none, lists ?? none, pack)
  if (
    !organisations ||
    !persons ||
    !users ||
    !claims ||
    !decisions ||
    !lists ||
    !settings ||
    !lines ||
    !rules
  )
    return <p>{t('app.loading')}</p>
  if (rules.kind === 'broken' || !pack)
    return (
      <Notice tone="alert">
        {t('settings.rulesBroken', { message: rules.kind === 'broken' ? rules.message : '' })}
      </Notice>
    )
  const around = { claims, persons, lines, decisions, lists, settings }
  const nameOfUser = (id: string): string => users.find((user) => user.id === id)?.fields.displayName ?? '–'
  const goToClaim = (id: string): void => {
    setOpenClaim(id)
    setPart('claims')
  }
  async function claimMissed(): Promise<void> {
    if (!claimant || !pack || !persons || !reconciled?.ok) return
    const changes: Extract<Change, { entity: 'paymentClaim'; kind: 'put' }>[] = []
    for (const { from, to, personIds } of missedRuns(reconciled.value.months)) {
      const parents = new Set(
        persons.flatMap(({ id, fields }) =>
          personIds.includes(id) ? [fields.parentId, fields.otherParentId] : [],
        ),
      )
      const chosen = persons.filter(({ id }) => personIds.includes(id) || parents.has(id))
      const period = { from, to: `${to.slice(0, 7)}-28` } // an instalment falls on the first
      // months before the law changed are of another kind
      const kind = kindsFor(pack, claimant.type, period).find(({ basis }) => basis === 'calculated')
      const computed = kind && computeFor(chosen, claimant, period, pack, kind.code)
      if (!kind || !computed?.ok || computed.value.totalCents === 0) continue
      const computation = onlyOf(computed.value, new Set(personIds))
      const fields = newClaim({
        claimant,
        kind: kind.code,
        period,
        language: lang === 'sv' ? 'sv' : 'fi',
        persons: chosen,
        computation,
        pack,
        today: today(),
        preparedBy: nameOfUser(store.userId),
        preparedById: store.userId,
      })
      changes.push({ entity: 'paymentClaim', id: newId(), kind: 'put', fields, isNew: true })
    }
    const [first] = changes
    if (!first) return say(t('claims.noneOwed'))
    const done = await commit(store, changes)
    if (!done.ok) return say(ofAll(done.error))
    say(t('claims.created'))
    goToClaim(first.id)
  }
  return (
    <>
      <h1>{t('nav.claims')}</h1>
      <nav className="row" aria-label={t('claims.parts')}>
        {parts.map((one) => (
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
      {part === 'persons' ? <PersonsSection persons={persons} claimant={claimant} pack={pack} /> : null}
      {part === 'rules' && rules.kind === 'pack' ? (
        <RulesSection
          all={rules.all}
          packs={rules.packs}
          claims={claims}
          userName={nameOfUser(store.userId)}
        />
      ) : null}
      {part === 'claimant' ? <ClaimantSection row={settings[0]} /> : null}
      {part === 'overview' ? (
        <>
          <OverviewSection
            claims={claims}
            pack={pack}
            lost={(reconciled?.ok ? reconciled.value.years : noYears).map(({ year, lostCents }) => ({
              year,
              cents: lostCents,
              kind: (claimant && calculatedKind(pack, claimant.type)?.code) ?? '',
            }))}
          />
          <ErasureSection
            claims={claims}
            decisions={decisions}
            persons={persons}
            lists={lists}
            pack={pack}
            nameOfUser={nameOfUser}
          />
        </>
      ) : null}
      {part === 'deadlines' ? (
        <Board
          claims={claims}
          decisions={decisions}
          pack={pack}
          years={reconciled?.ok ? reconciled.value.years : noYears}
        />
      ) : null}
      {['claims', 'decisions', 'reconcile'].includes(part) && !claimant ? (
        <Notice>{t('persons.noClaimant')}</Notice>
      ) : null}
      {part === 'claims' && claimant ? (
        <ClaimsSection
          claimant={claimant}
          around={around}
          users={users}
          pack={pack}
          allPacks={rules.all}
          preparedBy={nameOfUser(store.userId)}
          openId={openClaim}
          onOpen={setOpenClaim}
          computePeriod={(kind, period) => computeFor(persons, claimant, period, pack, kind)}
        />
      ) : null}
      {part === 'decisions' && claimant ? (
        <DecisionsSection
          decisions={decisions}
          claims={claims}
          persons={persons}
          claimantType={claimant.type}
          pack={pack}
          nameOfUser={nameOfUser}
        />
      ) : null}
      {part === 'reconcile' && reconciled ? (
        <ReconciliationSection
          persons={persons}
          lists={lists}
          result={reconciled}
          onClaim={() => void claimMissed()}
        />
      ) : null}
    </>
  )
}

type BoardProps = {
  readonly claims: readonly Row<'paymentClaim'>[]
  readonly decisions: readonly Row<'decision'>[]
  readonly pack: RulePack
  readonly years: readonly YearTotals[]
}

/** The board of deadlines, with what each concerns in words. */
function Board({ claims, decisions, pack, years }: BoardProps) {
  const lang = useLang()
  const openYears = useMemo(
    () => years.filter(({ openCents }) => openCents > 0).map(({ year }) => year),
    [years],
  )
  const board = useBoard(claims, decisions, openYears, pack)
  const concerns = ({ claimId, decisionId, what }: Deadline): string => {
    if (what === 'transitional') return sourceIn(pack.deadlines.transitional?.section ?? '', lang)
    const claim = claims.find(({ id }) => id === claimId)?.fields
    const decision = decisions.find(({ id }) => id === decisionId)?.fields
    const found = claim ?? decision
    if (!found) return ''
    const name = latestKind(pack, found.kind)?.name[lang] ?? found.kind
    return `${name}, ${decision?.diaryNumber || `${dateToText(found.period.from)}–${dateToText(found.period.to)}`}`
  }
  return <DeadlinesSection board={board} concerns={concerns} />
}
