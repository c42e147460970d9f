import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { packJson } from '../../test/builders/case.ts'
import { createRuleHandlers } from './handlers.ts'

function resourcesWith(content: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-rules-'))
  mkdirSync(path.join(folder, 'rules'))
  writeFileSync(path.join(folder, 'rules', 'fi-681-2025.1.json'), content)
  return folder
}
const { deadlines: _, ...incomplete } = packJson()
/** The person picks a file with this content, or none. */
const picking = (content: string | null, bytes = content?.length ?? 0) => ({
  pickFiles: async () =>
    content === null ? [] : [{ name: 'saannot.json', bytes, read: async () => Buffer.from(content) }],
})

it('hands out the packs that ship, with the editions before them', async () => {
  const answer = await createRuleHandlers('resources', picking(null)).rulePacks({})

  expect(answer).toMatchObject({ kind: 'packs' })
  if (answer.kind === 'packs')
    expect(answer.packs.map(({ id }) => id).toSorted()).toEqual([
      'fi-1386-2023.1',
      'fi-1386-2023.1.1',
      'fi-681-2025.1',
      'fi-681-2025.1.1',
      'fi-681-2026.1',
      'fi-681-2026.1.1',
    ])
})
it.each([
  ['with a missing field, by its name', JSON.stringify(incomplete), 'deadlines'],
  ['that is cut off', '{"id":', 'not JSON'],
])('says so of a pack %s', async (_name, content, message) => {
  expect(await createRuleHandlers(resourcesWith(content), picking(null)).rulePacks({})).toEqual({
    kind: 'broken',
    message: expect.stringContaining(message),
  })
})
it('says so when there is none', async () => {
  expect(await createRuleHandlers('/nowhere', picking(null)).rulePacks({})).toEqual({
    kind: 'broken',
    message: 'cannot be read',
  })
})

it('takes a pack that a person picks only when it is right as a whole, and names the field when it is not', async () => {
  const pick = (content: string | null, bytes?: number) =>
    createRuleHandlers('resources', picking(content, bytes)).pickRulePack({})

  expect(await pick(JSON.stringify(packJson()))).toMatchObject({
    kind: 'picked',
    pack: { id: 'fi-681-2025.1.1' },
  })
  expect(await pick(null)).toEqual({ kind: 'none' })
  expect(await pick(JSON.stringify(incomplete))).toMatchObject({
    message: expect.stringContaining('deadlines'),
  })
  expect(await pick('{')).toEqual({ kind: 'refused', message: 'saannot.json: not JSON' })
  expect(await pick('{}', 6 * 1024 * 1024)).toEqual({ kind: 'refused', message: 'saannot.json: too large' })
})
