import { mkdirSync, writeFileSync } from 'node:fs'
import { inRoot } from '../../scripts/root.ts'
import { machine, prepareBenches, runBenches } from './benches.ts'

/** `npm run bench [name…]`: everything beside its peer, in one run, on this machine. */
await prepareBenches()
const results = await runBenches(process.argv.slice(2))
mkdirSync(inRoot('test', 'bench', 'results'), { recursive: true })
writeFileSync(
  inRoot('test', 'bench', 'results', 'latest.json'),
  JSON.stringify({ machine: machine(), results }, null, 1),
)
process.exit(0) // peers leave timers behind
