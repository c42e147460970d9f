import { inRoot } from '../../scripts/root.ts'
import { run, runNode } from '../../scripts/run.ts'

/**
 * `npm run mutate [sync|claims]`: breaks the sync core, or the claim engine and the reading and comparing of payment lists,
 * in every small way, and prints which breaks no test finds, with the score: 90 % must turn a test red.
 */
const areas = { sync: 'stryker.config.json', claims: 'stryker.claims.config.json' } as const
const isArea = (name: string): name is keyof typeof areas => Object.hasOwn(areas, name)
const here = (...names: string[]): string => inRoot('test', 'mutation', ...names)

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !isArea(name))
if (unknown.length > 0) {
  process.stderr.write(`no such area: ${unknown.join(', ')}. There are: ${Object.keys(areas).join(', ')}\n`)
  process.exit(2)
}
const installed = await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: here() })
if (installed !== 0) process.exit(installed)
const stryker = here('node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js')
const failed: string[] = []
for (const area of wanted.length > 0
  ? wanted.filter(isArea)
  : (Object.keys(areas) as (keyof typeof areas)[])) {
  const code = await runNode(stryker, ['run', here(areas[area])])
  if (code !== 0) failed.push(area)
}
process.stdout.write(
  failed.length > 0 ? `below 90 %: ${failed.join(', ')}\n` : 'mutation: at least 90 % killed\n',
)
process.exitCode = failed.length > 0 ? 1 : 0
