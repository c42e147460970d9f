import { expect, it } from 'vitest'
import { createStartLinks } from './start-links.ts'

it('D9: lets one browser in by a link, and nobody by it or by an older one afterwards', () => {
  const links = createStartLinks()
  const [first, second] = [links.issue(null), links.issue(null)]

  expect(links.open(`${first}x`)).toBe(false)
  expect(links.open('')).toBe(false)
  expect(links.use()).toBe(false)
  expect(links.open(second)).toBe(true)
  expect(links.use()).toBe(true)

  expect(links.open(second)).toBe(false)
  expect(links.open(first)).toBe(false)
  expect(links.open(links.issue(null))).toBe(true)
})

it('keeps a link that somebody has only looked at, until a browser comes in by it', () => {
  const links = createStartLinks()
  const secret = links.issue(null)

  expect([links.open(secret), links.open(secret), links.use(), links.open(secret)]).toEqual([
    true,
    true,
    true,
    false,
  ])
})

it('D9: a link for a browser of our own is valid for seconds; one that is printed waits for its reader', () => {
  let now = 0
  const links = createStartLinks(() => now)
  const [brief, patient] = [links.issue(30), links.issue(null)]

  now = 30_001
  expect(links.open(brief)).toBe(false)
  now = 86_400_000
  expect(links.open(patient)).toBe(true)
})
