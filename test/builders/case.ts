import { readFileSync } from 'node:fs'
import type { Case } from '../../src-shared/domain/claims/case.ts'
import type { PersonFacts } from '../../src-shared/domain/claims/person-facts.ts'
import { type RulePack, readRulePack } from '../../src-shared/domain/claims/rule-pack.ts'

export const packJson = (): Record<string, unknown> =>
  JSON.parse(
    readFileSync(new URL('../../resources/rules/fi-integration-2025.1.json', import.meta.url), 'utf8'),
  )

export const shippedPack: RulePack = readRulePack(packJson())

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
