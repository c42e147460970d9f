import { readdirSync, readFileSync } from 'node:fs'
import { layTogether } from '../src-shared/domain/claims/rules/rule-book.ts'
import { type RulePack, readRulePack } from '../src-shared/domain/claims/rules/rule-pack.ts'

const folder = new URL('../resources/rules/', import.meta.url)

/** The rule packs that ship with this version. @throws RulePackError when a file was damaged. */
export const shippedPacks = (): readonly RulePack[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => readRulePack(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))))

/** All of them, laid together. */
export const shippedRulePack = (): RulePack => layTogether(shippedPacks())
