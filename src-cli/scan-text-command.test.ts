import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { scanTextCommand } from './scan-text-command.ts'

test('each line gets its answer, an empty one too', () => {
  expect(scanTextCommand('040 123 4567\r\n\nklo 9.30\n12.3.1990')).toBe(
    [
      '{"verdict":"block","ids":["I4"]}',
      '{"verdict":"ok","ids":[]}',
      '{"verdict":"ok","ids":[]}',
      '{"verdict":"warn","ids":["I7"]}',
    ].join('\n'),
  )
})

test('the command line answers as many lines as it is given', () => {
  const run = (input: string): string =>
    execFileSync(process.execPath, ['src-cli/alpo.ts', 'scan-text'], { input, encoding: 'utf8' })
  expect(run('a.b@c.fi\nKU020\n')).toBe('{"verdict":"block","ids":["I3"]}\n{"verdict":"ok","ids":[]}\n')
})
