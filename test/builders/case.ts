import pack2025 from '../../resources/rules/fi-681-2025.1.1.json' with { type: 'json' }
import pack2025before from '../../resources/rules/fi-681-2025.1.json' with { type: 'json' }
import pack2026 from '../../resources/rules/fi-681-2026.1.1.json' with { type: 'json' }
import pack2023 from '../../resources/rules/fi-1386-2023.1.1.json' with { type: 'json' }
import type { Case } from '../../src-shared/domain/claims/engine/case.ts'
import type { CostCase, CostLine } from '../../src-shared/domain/claims/engine/cost-case.ts'
import { layTogether } from '../../src-shared/domain/claims/rules/rule-book.ts'
import { type RulePack, readRulePack } from '../../src-shared/domain/claims/rules/rule-pack.ts'
import type { PersonFacts } from '../../src-shared/domain/people/person-facts.ts'

// imported, not read: builders serve in Node and in the browser
const packs: Readonly<Record<string, Record<string, unknown>>> = {
  'fi-1386-2023.1.1': pack2023,
  'fi-681-2025.1': pack2025before,
  'fi-681-2025.1.1': pack2025,
  'fi-681-2026.1.1': pack2026,
}
export const packJson = (id = 'fi-681-2025.1.1'): Record<string, unknown> => structuredClone(packs[id] ?? {})

export const shippedPacks: readonly RulePack[] = [
  'fi-1386-2023.1.1',
  'fi-681-2025.1.1',
  'fi-681-2026.1.1',
].map((id) => readRulePack(packJson(id)))
/** All that ship, laid together. */
export const shippedPack: RulePack = layTogether(shippedPacks)

/** The person of example E1: an adult with asylum who registers in Tampere on 17.3.2025 and stays. */
export const aPerson = (over: Partial<PersonFacts> = {}): PersonFacts => ({
  ref: 'A1',
  birthDate: '1990-05-01',
  permitGround: '87',
  quota: false,
  firstPermit: null,
  residence: [{ municipality: '837', from: '2025-03-17', to: null }],
  death: null,
  citizenship: null,
  parent: null,
  ...over,
})

/** A case of Tampere for every year that the shipped pack can pay, unless told otherwise. */
export const aCase = (persons: PersonFacts[], over: Partial<Case> = {}): Case => ({
  claimant: { type: 'municipality', code: '837' },
  kind: 'CALC_MUNI',
  period: { from: '2025-01-01', to: '2035-12-31' },
  persons,
  ...over,
})

/** The same case for the county of Tampere (Pirkanmaa). */
export const aCountyCase = (persons: PersonFacts[], over: Partial<Case> = {}): Case =>
  aCase(persons, { claimant: { type: 'wellbeing-county', code: '08' }, kind: 'CALC_WSC', ...over })

/** A cost of Tampere for the person of E1: 1 000 € for May 2025, nothing to deduct. */
export const aCostLine = (over: Partial<CostLine> = {}): CostLine => ({
  ref: 'L1',
  person: 'A1',
  from: '2025-05-01',
  to: '2025-05-31',
  grossCents: 100_000,
  vatCents: 0,
  recoverableVatCents: 0,
  clientFeeCents: 0,
  otherFundingCents: 0,
  ...over,
})

/** A case of learning support of Tampere (65 § sub 2), which has the most common time limits. */
export const aCostCase = (lines: CostLine[], over: Partial<CostCase> = {}): CostCase => ({
  claimant: { type: 'municipality', code: '837' },
  kind: 'SPECIAL_EDU',
  period: { from: '2025-01-01', to: '2026-12-31' },
  persons: [aPerson()],
  lines,
  acceptedMonths: null,
  ...over,
})
