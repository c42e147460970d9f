import { existsSync } from 'node:fs'
import { inRoot } from '../../scripts/root.ts'
import { run, runNode } from '../../scripts/run.ts'

/**
 * `npm run mutate [sync|claims|disclosure [FILE…]]`: breaks the sync core, or the claim engine, the rules of a claim and the
 * reading and comparing of payment lists, or the suppression of tables, in every small way, and prints which breaks no test finds, with the score: 90 % must turn a test red. Files, by
 * their paths, stand for all of their area.
 */
const areas = {
  sync: 'stryker.config.json',
  claims: 'stryker.claims.config.json',
  disclosure: 'stryker.disclosure.config.json',
} as const
const isArea = (name: string): name is keyof typeof areas => Object.hasOwn(areas, name)
const here = (...names: string[]): string => inRoot('test', 'mutation', ...names)

function refuse(why: string): never {
  process.stderr.write(`${why}\n`)
  process.exit(2)
}

const words = process.argv.slice(2)
const files = words.filter((word) => word.endsWith('.ts'))
const wanted = words.filter((word) => !word.endsWith('.ts'))
const unknown = wanted.filter((name) => !isArea(name))
if (unknown.length > 0)
  refuse(`no such area: ${unknown.join(', ')}. There are: ${Object.keys(areas).join(', ')}`)
const gone = files.filter((name) => !existsSync(inRoot(name)))
if (gone.length > 0) refuse(`no such file: ${gone.join(', ')}`)
if (files.length > 0 && wanted.length !== 1) refuse('files are of one area: name it before them')
const installed = await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: here() })
if (installed !== 0) process.exit(installed)
const stryker = here('node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js')
const failed: string[] = []
for (const area of wanted.length > 0
  ? wanted.filter(isArea)
  : (Object.keys(areas) as (keyof typeof areas)[])) {
  const only = files.length > 0 ? ['--mutate', files.join(',')] : []
  const code = await runNode(stryker, ['run', here(areas[area]), ...only])
  if (code !== 0) failed.push(area)
}
process.stdout.write(
  failed.length > 0 ? `below 90 %: ${failed.join(', ')}\n` : 'mutation: at least 90 % killed\n',
)
process.exitCode = failed.length > 0 ? 1 : 0
