import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'

export type HubProcess = { readonly child: ChildProcess; readonly url: string; readonly databaseUrl: string }
type Where = {
  readonly port: number
  /** What its heap may hold, in MB: one that grows beyond that dies. */
  readonly heapMb?: number
  /** A network namespace to run it in, with the address to listen on. */
  readonly namespace?: { readonly name: string; readonly host: string }
}

/** The hub as an office starts it, with its embedded database. @throws Error with what it said, when it does not start. */
export async function startHubProcess(
  folder: string,
  { port, namespace, heapMb }: Where,
): Promise<HubProcess> {
  const [command = '', ...args] = [
    ...(namespace ? ['ip', 'netns', 'exec', namespace.name] : []),
    process.execPath,
    'src-hub/command/cli.ts',
  ]
  const child = spawn(command, args, {
    env: {
      ...process.env,
      ALPO_HUB_DATA: folder,
      ALPO_HUB_PORT: String(port),
      ...(namespace ? { ALPO_HUB_HOST: namespace.host } : {}),
      ...(heapMb ? { NODE_OPTIONS: `--max-old-space-size=${heapMb}` } : {}),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += String(chunk)
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the hub ended with ${code}: ${said}`)))
    createInterface(child.stdout).on('line', (line) => {
      const found = /listens at (\S+)/.exec(line)?.[1]
      if (found) resolve(found)
    })
  })
  child.removeAllListeners('exit')
  const running = JSON.parse(readFileSync(path.join(folder, 'running.json'), 'utf8')) as { ownerUrl: string }
  return { child, url, databaseUrl: running.ownerUrl }
}

export const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', () => resolve()))

/** The processes of PostgreSQL that work on a folder, the first of them the postmaster. */
export function postgresPids(folder: string): number[] {
  const listed = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' })
  return listed
    .split('\n')
    .filter((line) => line.includes(folder) && /postgres/.test(line) && !line.includes('cli.ts'))
    .map((line) => Number(line.trim().split(' ')[0]))
}
