import { randomUUID } from 'node:crypto'
import { areas } from '../../src-shared/codes/areas.ts'
import { compute } from '../../src-shared/domain/claims/engine/compute.ts'
import type { ClaimFile } from '../../src-shared/domain/claims/proof/claim-file.ts'
import { PaymentClaimFields } from '../../src-shared/domain/claims/records/payment-claim.ts'
import type { PersonFacts } from '../../src-shared/domain/people/person-facts.ts'
import { aCase, aPerson, shippedPack } from './case.ts'

/** A payment claim of Tampere for 2025–2027, with the sum that the engine finds. */
export function aClaimFile(
  persons: readonly PersonFacts[] = [aPerson()],
  over: Partial<ClaimFile['claim']> = {},
): ClaimFile {
  const period = { from: '2025-01-01', to: '2027-12-31' }
  const result = compute(aCase([...persons], { period }), shippedPack, areas)
  if (!result.ok) throw new Error(result.error.path)
  return {
    claimId: randomUUID(),
    attachments: [],
    lines: [],
    acceptedMonths: null,
    cover: {
      programmeOn: '2024-12-01',
      agreementNumber: '1/2025',
      agreementFrom: '2024-12-01',
      agreementTo: null,
      contactPerson: 'Åsa Mäkelä',
    },
    decision: null,
    key: [],
    claim: PaymentClaimFields.parse({
      kind: 'CALC_MUNI',
      claimantName: 'Tampereen kaupunki',
      claimantType: 'municipality',
      claimantCode: '837',
      businessId: '0211675-2',
      period,
      language: 'fi',
      state: 'drafted',
      rulePack: shippedPack.id,
      policy: shippedPack.policy.id,
      persons: persons.map((facts, index) => ({ facts, label: `H${index + 1}` })),
      totalCents: result.value.totalCents,
      preparedOn: '2026-11-24',
      preparedBy: 'Åsa Mäkelä',
      ...over,
    }),
  }
}

/** Many people who all came in the same spring. */
export const manyPersons = (count: number): PersonFacts[] =>
  Array.from({ length: count }, (_, index) => aPerson({ ref: `P${index}` }))
