import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Handlers } from '../../src-shared/bridge/calls.ts'
import { type RulePack, RulePackError, readRulePack } from '../../src-shared/domain/claims/rule-pack.ts'

/** Reads the pack that ships with the program. @throws RulePackError that names the field, when the file is not right. */
export async function loadRulePack(resources: string): Promise<RulePack> {
  try {
    return readRulePack(
      JSON.parse(await readFile(path.join(resources, 'rules', 'fi-integration-2025.1.json'), 'utf8')),
    )
  } catch (error) {
    throw error instanceof RulePackError
      ? error
      : new RulePackError(error instanceof SyntaxError ? 'not JSON' : 'cannot be read')
  }
}

export const createRuleHandlers = (resources: string): Pick<Handlers, 'rulePack'> => ({
  async rulePack() {
    try {
      return { kind: 'pack', pack: await loadRulePack(resources) }
    } catch (error) {
      if (error instanceof RulePackError) return { kind: 'broken', message: error.message }
      throw error
    }
  },
})
