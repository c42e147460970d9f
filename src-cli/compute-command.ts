import { areas } from '../src-shared/codes/areas.ts'
import { Case } from '../src-shared/domain/claims/engine/case.ts'
import { compute } from '../src-shared/domain/claims/engine/compute.ts'
import { CostCase } from '../src-shared/domain/claims/engine/cost-case.ts'
import { computeCosts } from '../src-shared/domain/claims/engine/cost-lines.ts'
import { InputError, parseJson, readAs } from './read-json.ts'
import { shippedRulePack } from './shipped-rule-pack.ts'

/**
 * `alpo compute`: a case as JSON text in (of a calculated sum, or with cost `lines`), the computation as JSON text out. Persons
 * whose facts cannot be are listed in `refused` and left out of the sums; `isWhole` is false then.
 * @throws InputError with one line that names the field, for a case that cannot be read or computed as a whole.
 */
export function computeCommand(input: string): { readonly text: string; readonly isWhole: boolean } {
  const json = parseJson(input)
  const pack = shippedRulePack()
  const isCosts = typeof json === 'object' && json !== null && 'lines' in json
  const result = isCosts
    ? computeCosts(readAs(CostCase, json), pack, areas)
    : compute(readAs(Case, json), pack, areas)
  if (!result.ok) throw new InputError(`${result.error.path}: ${result.error.message}`)
  return { text: JSON.stringify(result.value), isWhole: result.value.refused.length === 0 }
}
