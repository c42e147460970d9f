import { readdirSync, readFileSync } from 'node:fs'
import { layTogether } from '../src-shared/domain/claims/rules/rule-book.ts'
import { currentPacks } from '../src-shared/domain/claims/rules/rule-library.ts'
import { type RulePack, readRulePack } from '../src-shared/domain/claims/rules/rule-pack.ts'

const folder = new URL('../resources/rules/', import.meta.url)

/** The rule packs that ship with this version, and the editions before them, by which older claims stand. @throws RulePackError when a file was damaged. */
export const shippedPacks = (): readonly RulePack[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => readRulePack(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))))

/** The editions of today, laid together. */
export const shippedRulePack = (): RulePack => layTogether(currentPacks(shippedPacks()))
