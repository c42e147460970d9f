import { AttackInput, TablesInput } from '../src-shared/domain/disclosure/input.ts'
import { attackPublication } from '../src-shared/domain/disclosure/read-from.ts'
import { type InputProblem, readTables } from '../src-shared/domain/disclosure/read-input.ts'
import { suppress } from '../src-shared/domain/disclosure/suppress.ts'
import type { Result } from '../src-shared/kernel/result.ts'
import { InputError, parseJson, readAs } from './read-json.ts'

/**
 * `alpo suppress`: counts of up to four variables as JSON text in, what may be published of them as JSON text out; or a
 * publication in, and what can be read from it out.
 * @throws InputError with one line that names the field.
 */
export function suppressCommand(input: string): string {
  const json = parseJson(input)
  const isAttack = typeof json === 'object' && json !== null && 'published' in json && !('cells' in json)
  if (isAttack) return JSON.stringify(given(attackPublication(readAs(AttackInput, json))))
  return JSON.stringify(suppress(given(readTables(readAs(TablesInput, json)))))
}

function given<T>(result: Result<T, InputProblem>): T {
  if (!result.ok) throw new InputError(`${result.error.path}: ${result.error.message}`)
  return result.value
}
