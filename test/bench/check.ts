import { readFileSync, writeFileSync } from 'node:fs'
import { inRoot } from '../../scripts/root.ts'
import { benchNames, machine, prepareBenches, runBenches } from './benches.ts'

/**
 * `npm run bench:check [name…]`: a ratio to the peer that is more than a tenth below the one on record is a regression
 * (design.md §10). Machines are noisy, so a bench that falls short is run again, and the best of three runs counts.
 * `--update` puts this run on record.
 */
const tolerated = 0.9
const runs = 3
const file = inRoot('test', 'bench', 'baseline.json')
type Baseline = { machine: string; ratios: Record<string, number> }

const args = process.argv.slice(2)
const isUpdate = args.includes('--update')
const unknown = args.filter((name) => name !== '--update' && !benchNames.includes(name))
if (unknown.length > 0) {
  process.stderr.write(`no such bench: ${unknown.join(', ')}. There are: ${benchNames.join(', ')}\n`)
  process.exit(2)
}
const baseline = JSON.parse(readFileSync(file, 'utf8')) as Baseline // our own file
await prepareBenches()

const best = new Map<string, number>()
const fallsShort = (name: string): boolean => (best.get(name) ?? 0) < (baseline.ratios[name] ?? 0) * tolerated
let wanted: readonly string[] = args.filter((name) => name !== '--update')
for (let round = 1; round <= (isUpdate ? 1 : runs); round++) {
  const results = await runBenches(wanted)
  for (const { name, ratio } of results) best.set(name, Math.max(best.get(name) ?? 0, ratio))
  wanted = [...new Set(results.filter(({ name }) => fallsShort(name)).map(({ bench }) => bench))]
  if (wanted.length === 0) break
}

if (isUpdate) {
  const ratios = { ...baseline.ratios, ...Object.fromEntries(best) }
  writeFileSync(file, `${JSON.stringify({ machine: machine(), ratios }, null, 2)}\n`)
}
const regressions = [...best.keys()].filter(fallsShort)
for (const [name, ratio] of best)
  process.stdout.write(
    `${regressions.includes(name) ? 'WORSE' : 'ok   '} ${ratio.toFixed(2)} (on record ${baseline.ratios[name]?.toFixed(2) ?? '–'}) ${name}\n`,
  )
process.stdout.write(`bench:check: ${best.size} measured, ${regressions.length} worse by more than a tenth\n`)
process.exit(regressions.length > 0 && !isUpdate ? 1 : 0) // peers leave timers behind
