import { describe, expect, it } from 'vitest'
import { shippedPack } from '../../../../test/builders/case.ts'
import { aClaimContext, aDecision } from '../../../../test/builders/claims.ts'
import type { PaymentClaimFields } from '../records/payment-claim.ts'
import { type BoardInput, deadlineBoard } from './deadline-board.ts'

const board = (over: Partial<BoardInput>) =>
  deadlineBoard({
    claims: [],
    decisions: [],
    openYears: [],
    pack: shippedPack,
    today: '2026-11-25',
    ...over,
  }).map(({ what, day, workingDay, left, step }) => ({ what, day, workingDay, left, step }))
const asClaim = (over: Partial<PaymentClaimFields>, years = [2025]) => ({
  id: 'c',
  fields: { ...aClaimContext().claim, ...over },
  years,
})

describe('the board of deadlines', () => {
  it('shows the last day for the earlier Act while it lasts, and how near it is', () => {
    const transitional = { what: 'transitional', day: '2026-12-31', workingDay: '2026-12-31' }

    expect(board({})).toEqual([{ ...transitional, left: 36, step: 90 }])
    expect(board({ today: '2026-12-24' })).toEqual([{ ...transitional, left: 7, step: 7 }])
    expect(board({ today: '2027-01-01' })).toEqual([])
  })
  it('has a claim’s years apart, and warns of the last working day before a Sunday', () => {
    const found = board({ claims: [asClaim({}, [2025, 2026])], today: '2027-06-01' })

    expect(found.map(({ day, workingDay }) => [day, workingDay])).toEqual([
      ['2027-12-31', '2027-12-31'],
      ['2028-12-31', '2028-12-29'],
    ])
  })
  it('keeps a deadline that has passed in sight', () => {
    expect(board({ claims: [asClaim({}, [2023])], today: '2027-01-01' })).toMatchObject([
      { what: 'claim', left: -366, step: null },
    ])
  })
  it('counts thirty days from a notice for correction and for appeal', () => {
    const noticeOn = '2027-01-10'
    const today = '2027-01-20'

    expect(board({ claims: [asClaim({ state: 'refused', noticeOn })], today })).toMatchObject([
      { what: 'correction', day: '2027-02-09', left: 20, step: 30 },
    ])
    expect(board({ claims: [asClaim({ state: 'upheld', noticeOn })], today })).toMatchObject([
      { what: 'appeal' },
    ])
    expect(board({ claims: [asClaim({ state: 'paid', noticeOn })], today })).toEqual([])
  })
  it('holds supplements, decisions that end, and years with money that nobody has claimed', () => {
    const found = board({
      claims: [asClaim({ state: 'returned', supplementDue: '2027-02-01' })],
      decisions: [{ id: 'd', fields: aDecision({ state: 'granted', noticeOn: '2025-01-01' }) }],
      openYears: [2025],
      today: '2027-01-20',
    })

    expect(found.map(({ what, day }) => `${what} ${day}`)).toEqual([
      'decision-ends 2026-12-31',
      'supplement 2027-02-01',
      'claim-year 2027-12-31',
    ])
  })
})
