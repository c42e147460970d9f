import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planParts } from './file-parts.ts'

const one = fc.record({
  bytes: fc.integer({ min: 1, max: 60_000_000 }),
  placement: fc.constantFrom('merge' as const, 'whole' as const),
  name: fc.string(),
})

describe('parts of a claim file', () => {
  it('are one where nobody has set a limit', () => {
    expect(planParts([{ bytes: 1e9, placement: 'merge', name: 'a' }], null)).toEqual({
      kind: 'parts',
      parts: [[0]],
    })
    expect(planParts([], null)).toEqual({ kind: 'parts', parts: [[]] })
  })
  it('hold every piece once and in order, none beyond the limit; or say which piece fits nowhere', () => {
    fc.assert(
      fc.property(fc.array(one, { maxLength: 40 }), fc.integer({ min: 5, max: 200 }), (evidence, limitMb) => {
        const plan = planParts(evidence, limitMb)
        if (plan.kind === 'does-not-fit') {
          expect(evidence.map(({ name }) => name)).toContain(plan.name)
          return
        }
        expect(plan.parts.flat()).toEqual(evidence.map((_, index) => index))
        for (const part of plan.parts) {
          const bytes = part.reduce((sum, index) => {
            const { bytes: size = 0, placement } = evidence[index] ?? {}
            return sum + (placement === 'merge' ? 2 * size : size)
          }, 0)
          expect(bytes).toBeLessThan(limitMb * 1_000_000)
        }
      }),
    )
  })
})
