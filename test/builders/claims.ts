import { areas } from '../../src-shared/codes/areas.ts'
import { computeClaim } from '../../src-shared/domain/claims/engine/claim-computation.ts'
import type { ClaimLineFields } from '../../src-shared/domain/claims/records/claim-line.ts'
import { ClaimantSettingsFields } from '../../src-shared/domain/claims/records/claimant-settings.ts'
import type { DecisionFields } from '../../src-shared/domain/claims/records/decision.ts'
import { PaymentClaimFields } from '../../src-shared/domain/claims/records/payment-claim.ts'
import type { ClaimContext } from '../../src-shared/domain/claims/validation/finding.ts'
import { PersonFields, personToFacts } from '../../src-shared/domain/people/person.ts'
import { shippedPack } from './case.ts'

/** Ids of persons, so that a test can name them. */
export const [ahmed, lina] = [
  '0190c1aa-0000-7000-8000-00000000000a',
  '0190c1aa-0000-7000-8000-00000000000b',
] as const
export const clerk = '0190c1aa-0000-7000-8000-0000000000c1'

/** An adult with asylum who came to Tampere on 17.3.2025 (E1), with a personal identity code that is right. */
export const aPersonRecord = (over: Partial<PersonFields> = {}): PersonFields => ({
  ...PersonFields.parse({
    ref: 'A1',
    name: 'Ahmed Testi',
    birthDate: '1990-01-01',
    identityCode: '010190-900P',
    permitGround: '87',
    permitDecidedOn: '2025-03-01',
    permitValidFrom: '2025-03-01',
    permitValidTo: null,
    migriNumber: null,
    quota: false,
    familyTieId: null,
    tieBeforeArrival: null,
    firstPermit: null,
    residence: [{ municipality: '837', from: '2025-03-17', to: null }],
    death: null,
    citizenship: null,
    parentId: null,
    source: '',
    recordedBy: null,
  }),
  ...over,
})

/** A person, and their child who was born in Finland and has no permit of its own. */
export const aFamily = () =>
  [
    { id: ahmed, fields: aPersonRecord() },
    {
      id: lina,
      fields: aPersonRecord({
        ref: 'A2',
        birthDate: '2025-04-05',
        permitGround: null,
        parentId: ahmed,
        identityCode: null,
        residence: [{ municipality: '837', from: '2025-04-05', to: null }],
      }),
    },
  ] as const

export const aLine = (over: Partial<ClaimLineFields> = {}): ClaimLineFields => ({
  claimId: '0190c1aa-0000-7000-8000-0000000000f0',
  shares: [{ personId: ahmed, weight: 1 }],
  costType: 'learning',
  from: '2025-05-01',
  to: '2025-05-31',
  supplier: 'Palvelu Oy',
  invoiceNumber: '',
  voucherNumber: '100',
  grossCents: 500_000,
  vatCents: 0,
  recoverableVatCents: 0,
  clientFeeCents: 0,
  otherFundingCents: 0,
  note: '',
  evidenceIds: [],
  ...over,
})

export const aDecision = (over: Partial<DecisionFields> = {}): DecisionFields => ({
  kind: 'SPECIAL_EDU',
  state: 'granted',
  centreName: 'Sisä-Suomen elinvoimakeskus',
  diaryNumber: 'ESAELY/1/2025',
  fileReference: '',
  appliedOn: '2025-04-01',
  decidedOn: '2025-05-02',
  noticeOn: '2025-05-05',
  supplementDue: null,
  personIds: [ahmed],
  costTypes: [],
  period: { from: '2025-01-01', to: '2026-12-31' },
  capCents: null,
  acceptedMonths: null,
  conditions: '',
  log: [],
  ...over,
})

type Setup = Partial<Omit<ClaimContext, 'claim' | 'lines' | 'computation' | 'persons'>> & {
  readonly claim?: Partial<PaymentClaimFields>
  readonly lines?: readonly ClaimLineFields[]
  readonly people?: Readonly<Record<string, PersonFields>>
}

/** A claim of Tampere in which nothing is wrong, but for what a test changes. */
export function aClaimContext({ claim = {}, lines = [], people, ...over }: Setup = {}): ClaimContext {
  const persons = new Map(Object.entries(people ?? { [ahmed]: aPersonRecord() }))
  const rows = lines.map((fields, index) => ({ id: `line-${index + 1}`, fields }))
  const decision = over.decision === undefined ? null : over.decision
  const pack = over.pack ?? shippedPack
  const draft = PaymentClaimFields.parse({
    kind: 'CALC_MUNI',
    claimantName: 'Tampere',
    claimantType: 'municipality',
    claimantCode: '837',
    businessId: '0211675-2',
    period: { from: '2025-01-01', to: '2025-12-31' },
    language: 'fi',
    state: 'drafted',
    rulePack: pack.id,
    policy: pack.policy.id,
    persons: [...persons].map(([id, fields]) => ({ facts: personToFacts(id, fields), label: fields.ref })),
    totalCents: 0,
    preparedOn: '2026-11-25',
    preparedBy: 'Åsa',
    preparedById: clerk,
    unverifiedReason: 'luettu asetuksesta',
    ...claim,
  })
  const computed = computeClaim(draft, rows, decision?.acceptedMonths ?? null, pack, areas)
  const totalCents = claim.totalCents ?? (computed.ok ? computed.value.computation.totalCents : 0)
  return {
    id: crypto.randomUUID(),
    claim: { ...draft, totalCents },
    lines: rows,
    persons,
    decision,
    settings: ClaimantSettingsFields.parse({
      programmeOn: '2024-12-01',
      agreementNumber: '1/2025',
      agreementCentre: 'ELY',
      agreementFrom: '2024-12-01',
    }),
    otherClaims: [],
    otherLines: [],
    paymentLists: [],
    pack,
    areas,
    today: '2026-11-25',
    computation: computed.ok ? computed.value : null,
    ...over,
  }
}

/** The same for costs of learning support with a decision, which goes without a finding too. */
export const aCostContext = ({ claim = {}, lines = [aLine()], ...over }: Setup = {}): ClaimContext =>
  aClaimContext({
    claim: { kind: 'SPECIAL_EDU', statesNoOtherFunding: true, ...claim },
    lines,
    decision: aDecision(),
    ...over,
  })
