import { scanText } from '../src-shared/domain/privacy/identifier-filter.ts'

/** `alpo scan-text`: one text a line in, what the identifier filter says of it as one line of JSON out. */
export function scanTextCommand(input: string): string {
  const lines = input.split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop() // the end of the last line, not a text
  return lines
    .map((line) => {
      const { verdict, ids } = scanText(line)
      return JSON.stringify({ verdict, ids })
    })
    .join('\n')
}
