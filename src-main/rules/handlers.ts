import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Handlers } from '../../src-shared/bridge/calls.ts'
import { layTogether } from '../../src-shared/domain/claims/rules/rule-book.ts'
import { currentPacks } from '../../src-shared/domain/claims/rules/rule-library.ts'
import { type RulePack, RulePackError, readRulePack } from '../../src-shared/domain/claims/rules/rule-pack.ts'
import type { Shell } from '../shell/shell.ts'

/** Reads the packs that ship with the program. @throws RulePackError that names file and field, when one is not right. */
async function loadRulePacks(resources: string): Promise<readonly RulePack[]> {
  const folder = path.join(resources, 'rules')
  const files = await readdir(folder).catch(() => {
    throw new RulePackError('cannot be read')
  })
  return Promise.all(files.filter((file) => file.endsWith('.json')).map((file) => readPack(folder, file)))
}

async function readPack(folder: string, file: string): Promise<RulePack> {
  try {
    return readRulePack(JSON.parse(await readFile(path.join(folder, file), 'utf8')))
  } catch (error) {
    if (error instanceof RulePackError) throw new RulePackError(`${file}: ${error.message}`)
    throw new RulePackError(`${file}: ${error instanceof SyntaxError ? 'not JSON' : 'cannot be read'}`)
  }
}

const maxBytes = 5 * 1024 * 1024

export const createRuleHandlers = (
  resources: string,
  shell: Pick<Shell, 'pickFiles'>,
): Pick<Handlers, 'rulePacks' | 'pickRulePack'> => ({
  async pickRulePack() {
    const [file] = await shell.pickFiles({ extensions: ['json'] })
    if (!file) return { kind: 'none' }
    if (file.bytes > maxBytes) return { kind: 'refused', message: `${file.name}: too large` }
    try {
      return {
        kind: 'picked',
        pack: readRulePack(JSON.parse(Buffer.from(await file.read()).toString('utf8'))),
      }
    } catch (error) {
      const why =
        error instanceof RulePackError
          ? error.message
          : error instanceof SyntaxError
            ? 'not JSON'
            : 'cannot be read'
      return { kind: 'refused', message: `${file.name}: ${why}` }
    }
  },
  async rulePacks() {
    try {
      const packs = await loadRulePacks(resources)
      layTogether(currentPacks(packs)) // what cannot be laid together is told now, and not when a sum is asked for
      return { kind: 'packs', packs: [...packs] }
    } catch (error) {
      if (error instanceof RulePackError) return { kind: 'broken', message: error.message }
      throw error
    }
  },
})
