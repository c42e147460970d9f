import type { z } from 'zod'

/** Input that cannot be read: one line that names the field. */
export class InputError extends Error {}

/** @throws InputError naming the first field that does not fit. */
export function readAs<S extends z.ZodType>(schema: S, json: unknown): z.output<S> {
  const read = schema.safeParse(json)
  if (!read.success) throw new InputError(firstIssue(read.error))
  return read.data
}

/** @throws InputError for what is not JSON. */
export function parseJson(input: string): unknown {
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
