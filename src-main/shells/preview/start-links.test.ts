import { expect, it } from 'vitest'
import { createStartLinks } from './start-links.ts'

it('D9: lets one browser in by a link, and nobody by it or by an older one afterwards', () => {
  const links = createStartLinks()
  const [first, second] = [links.issue(null), links.issue(null)]

  expect(links.redeem(`${first}x`)).toBe(false)
  expect(links.redeem('')).toBe(false)
  expect(links.redeem(second)).toBe(true)

  expect(links.redeem(second)).toBe(false)
  expect(links.redeem(first)).toBe(false)
  expect(links.redeem(links.issue(null))).toBe(true)
})

it('D9: a link for a browser of our own is valid for seconds; one that is printed waits for its reader', () => {
  let now = 0
  const links = createStartLinks(() => now)
  const [brief, patient] = [links.issue(30), links.issue(null)]

  now = 30_001
  expect(links.redeem(brief)).toBe(false)
  now = 86_400_000
  expect(links.redeem(patient)).toBe(true)
})
