import { readFileSync } from 'node:fs'
import { type RulePack, readRulePack } from '../src-shared/domain/claims/rule-pack.ts'

const file = new URL('../resources/rules/fi-integration-2025.1.json', import.meta.url)

/** The rule pack that ships with this version. @throws RulePackError when the file was damaged. */
export const shippedRulePack = (): RulePack => readRulePack(JSON.parse(readFileSync(file, 'utf8')))
