import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PaymentClaimFields } from '../../../src-shared/domain/claims/records/payment-claim.ts'
import { personToFacts } from '../../../src-shared/domain/people/person.ts'
import type { EntityName } from '../../../src-shared/domain/registry.ts'
import {
  aClaimContext,
  aDecision,
  ahmed,
  aLine,
  aPersonRecord,
  clerk,
  lina,
} from '../../../test/builders/claims.ts'
import { setupStore } from '../../../test/builders/store.ts'
import { listRows, readRow } from '../../data/records/records.ts'
import type { Store } from '../../data/register/store.ts'
import type { Change } from '../../data/writing/change.ts'
import { commit } from '../../data/writing/commit.ts'
import { merge } from './merge.ts'

const double = aPersonRecord({
  ref: 'A1b',
  name: 'Ahmad Testi',
  identityCode: null,
  citizenship: '2026-01-01',
})
const child = randomUUID()
const [decisionId = '', lineId = '', listId = '', openId = '', sentId = ''] = Array.from({ length: 5 }, () =>
  randomUUID(),
)

const aClaim = (over: Partial<PaymentClaimFields>): PaymentClaimFields => ({
  ...aClaimContext({ people: { [ahmed]: aPersonRecord(), [lina]: double } }).claim,
  ...over,
})
const aChild = aPersonRecord({
  ref: 'A2',
  identityCode: null,
  parentId: lina,
  otherParentId: ahmed,
  familyTieId: lina,
  tieBeforeArrival: 'yes',
})
const paid = { month: '2025-05-01', name: 'Ahmad Testi', identityCode: '', birthDate: null, cents: 100 }
/** Everything that can point to the record which is merged away. */
const pointing: readonly Change[] = [
  { entity: 'person', id: child, kind: 'put', fields: aChild },
  { entity: 'decision', id: decisionId, kind: 'put', fields: aDecision({ personIds: [lina, child, ahmed] }) },
  {
    entity: 'claimLine',
    id: lineId,
    kind: 'put',
    fields: aLine({
      shares: [
        { personId: ahmed, weight: 1 },
        { personId: child, weight: 5 },
        { personId: lina, weight: 2 },
      ],
    }),
  },
  {
    entity: 'paymentList',
    id: listId,
    kind: 'put',
    fields: {
      name: 'touko.csv',
      importedOn: '2025-06-01',
      rows: [
        { ...paid, personId: lina },
        { ...paid, personId: null },
      ],
    },
  },
  { entity: 'paymentClaim', id: openId, kind: 'put', fields: aClaim({}) },
  { entity: 'paymentClaim', id: sentId, kind: 'put', fields: aClaim({ state: 'payment_claimed' }) },
]

async function setup(changes: readonly Change[]): Promise<Store> {
  const store = await setupStore({ userId: clerk })
  const both: readonly Change[] = [
    { entity: 'person', id: ahmed, kind: 'put', fields: aPersonRecord(), isNew: true },
    { entity: 'person', id: lina, kind: 'put', fields: double, isNew: true },
  ]
  const done = await commit(store, [...both, ...changes])
  if (!done.ok) throw new Error(JSON.stringify(done.error))
  return store
}
async function mergeBoth(store: Store): Promise<readonly Change[]> {
  const done = await merge(store, ahmed, lina)
  if (!done.ok) throw new Error(JSON.stringify(done))
  return done.value
}
const fieldsOf = async <E extends EntityName>(store: Store, entity: E, id: string) =>
  (await readRow(store, entity, id))?.fields

/** All that a person sees of the register, and nothing of when or by whom it was written. */
async function contentOf(store: Store): Promise<unknown> {
  const entities = ['person', 'decision', 'claimLine', 'paymentList', 'paymentClaim'] as const
  const rows = await Promise.all(
    entities.map(async (name) =>
      (await listRows(store, name)).map(({ id, fields }) => [id, fields] as const),
    ),
  )
  return new Map(rows.flat())
}

describe('merging two records of one person', () => {
  it('leaves one record, which has the other whole inside', async () => {
    const store = await setup([])

    await mergeBoth(store)

    expect(await fieldsOf(store, 'person', lina)).toBeUndefined()
    expect(await fieldsOf(store, 'person', ahmed)).toMatchObject({
      name: 'Ahmed Testi',
      citizenship: '2026-01-01',
      mergedFrom: [{ id: lina, fields: JSON.stringify(double) }],
    })
  })

  it('leads whatever pointed to the other to the kept one, once', async () => {
    const store = await setup(pointing)

    await mergeBoth(store)

    expect(await fieldsOf(store, 'person', child)).toMatchObject({
      parentId: ahmed,
      otherParentId: ahmed,
      familyTieId: ahmed,
    })
    expect((await fieldsOf(store, 'decision', decisionId))?.personIds).toEqual([ahmed, child])
    expect((await fieldsOf(store, 'claimLine', lineId))?.shares).toEqual([
      { personId: ahmed, weight: 3 },
      { personId: child, weight: 5 },
    ])
    expect((await fieldsOf(store, 'paymentList', listId))?.rows.map((row) => row.personId)).toEqual([
      ahmed,
      null,
    ])
  })

  it('makes one person of two in an open claim, and leaves what was submitted as it was', async () => {
    const store = await setup(pointing)

    await mergeBoth(store)

    const merged = await fieldsOf(store, 'person', ahmed)
    const [open, sent] = [
      await fieldsOf(store, 'paymentClaim', openId),
      await fieldsOf(store, 'paymentClaim', sentId),
    ]
    expect(open?.persons.map(({ facts }) => facts)).toEqual([merged && personToFacts(ahmed, merged)])
    expect(sent?.persons.map(({ facts }) => facts.ref)).toEqual([ahmed, lina])
  })

  it('is taken back by the changes that it answers, whatever pointed to the other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray([...pointing]), async (some) => {
        const store = await setup(some)
        const before = await contentOf(store)

        const undo = await mergeBoth(store)
        const undone = await commit(store, undo)

        expect(undone.ok).toBe(true)
        expect(await contentOf(store)).toEqual(before)
      }),
      { numRuns: 15 },
    )
  })

  it('merges nothing with a record that is gone', async () => {
    const store = await setup(pointing)
    await commit(store, [{ entity: 'person', id: lina, kind: 'delete' }])
    const before = await contentOf(store)

    expect(await merge(store, ahmed, lina)).toEqual({ ok: false, error: { kind: 'outdated' } })
    expect(await contentOf(store)).toEqual(before)
  })

  it('changes nothing where it may not be saved', async () => {
    const store = await setup(pointing)
    const before = await contentOf(store)
    store.workAs('adviser')

    expect(await mergeBoth(store).catch(String)).toContain('not-allowed')
    expect(await contentOf(store)).toEqual(before)
  })
})
