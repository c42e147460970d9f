import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { packJson } from '../../test/builders/case.ts'
import { createRuleHandlers } from './handlers.ts'

function resourcesWith(content: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-rules-'))
  mkdirSync(path.join(folder, 'rules'))
  writeFileSync(path.join(folder, 'rules', 'fi-integration-2025.1.json'), content)
  return folder
}
const { claimDeadline: _, ...incomplete } = packJson()

it('hands out the pack that ships', async () => {
  expect(await createRuleHandlers('resources').rulePack({})).toMatchObject({
    kind: 'pack',
    pack: { law: '681/2023' },
  })
})
it.each([
  ['with a missing field, by its name', JSON.stringify(incomplete), 'claimDeadline'],
  ['that is cut off', '{"id":', 'not JSON'],
])('says so of a pack %s', async (_name, content, message) => {
  expect(await createRuleHandlers(resourcesWith(content)).rulePack({})).toEqual({
    kind: 'broken',
    message: expect.stringContaining(message),
  })
})
it('says so when there is none', async () => {
  expect(await createRuleHandlers('/nowhere').rulePack({})).toEqual({
    kind: 'broken',
    message: 'cannot be read',
  })
})
