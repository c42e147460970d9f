import { expect, it } from 'vitest'
import { soak } from '../builders/soak.ts'

it('the hub’s memory does not grow with what it has carried (a short soak; an hour: npm run bench -- soak)', async () => {
  // little enough that garbage is collected often, so that the least of it is what is really held
  const { firstHeap, lastHeap, operations } = await soak(0.3, 80)

  expect(operations).toBeGreaterThan(500)
  expect(lastHeap / firstHeap).toBeLessThan(1.3)
})
