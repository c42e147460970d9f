import { judgeHouse } from './house.ts'
import { inRoot } from './root.ts'
import { run, runNode } from './run.ts'

/** Format, lint, types, walls, dead code, and last the house's own numbers: everything that needs no test. Any failure fails it. */
const folders = [
  'src-shared',
  'src-main',
  'src-preload',
  'src-renderer',
  'src-hub',
  'src-cli',
  'test',
  'scripts',
]
const tsc = inRoot('node_modules', '@typescript', 'native', 'bin', 'tsc')
const bin = (name: string): string =>
  inRoot('node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name)

const cruise = (config: string): Promise<number> =>
  run(bin('depcruise'), [
    '--config',
    config,
    '--output-type',
    'err',
    ...folders.filter((name) => name.startsWith('src-')),
  ])

const checks: readonly (readonly [string, () => Promise<number>])[] = [
  ['format and lint', () => run(bin('biome'), ['check', '.'])],
  ...folders.map((folder) => [`types of ${folder}`, () => runNode(tsc, ['-p', inRoot(folder)])] as const),
  ['walls', () => cruise('.dependency-cruiser.cjs')],
  ['rooms', () => cruise('.dependency-cruiser-rooms.cjs')],
  ['dead code', () => run(bin('knip'), [])],
]
const failed: string[] = []
await Promise.all(
  checks.map(async ([name, check]) => {
    if ((await check()) !== 0) failed.push(name)
  }),
)
const house = judgeHouse()
process.stdout.write(`${house.flatMap(({ lines }) => lines).join('\n')}\n`)
if (house.some(({ over }) => over.length > 0)) failed.push('numbers of the house')
process.stdout.write(failed.length ? `check failed: ${failed.join(', ')}\n` : 'check: all good\n')
process.exitCode = failed.length ? 1 : 0
