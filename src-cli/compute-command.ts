import type { z } from 'zod'
import { areas } from '../src-shared/codes/areas.ts'
import { Case } from '../src-shared/domain/claims/engine/case.ts'
import { compute } from '../src-shared/domain/claims/engine/compute.ts'
import { CostCase } from '../src-shared/domain/claims/engine/cost-case.ts'
import { computeCosts } from '../src-shared/domain/claims/engine/cost-lines.ts'
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

function readAs<S extends z.ZodType>(schema: S, json: unknown): z.output<S> {
  const read = schema.safeParse(json)
  if (!read.success) throw new InputError(firstIssue(read.error))
  return read.data
}

export class InputError extends Error {}

function parseJson(input: string): unknown {
  try {
    return JSON.parse(input)
  } catch {
    throw new InputError('stdin: not JSON')
  }
}

function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues
  if (!issue) return 'stdin: not a case'
  const keys = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path
  const message = issue.code === 'unrecognized_keys' ? 'is not a known field' : issue.message
  return `${pathToText(keys) || 'stdin'}: ${message}`.replaceAll(/\s+/g, ' ')
}

const pathToText = (path: readonly PropertyKey[]): string =>
  path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index ? '.' : ''}${String(key)}`))
    .join('')
