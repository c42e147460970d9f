import { expect, it } from 'vitest'
import { soak } from '../builders/soak.ts'

it('the hub’s memory does not grow with what it has carried (a short soak; an hour: npm run bench -- soak)', {
  timeout: 120_000,
}, async () => {
  const { firstHeap, lastHeap, operations } = await soak(0.3)

  expect(operations).toBeGreaterThan(1000)
  // what leaks does not stop at a half
  expect(lastHeap / firstHeap).toBeLessThan(1.5)
})
