import { type SpawnOptions, spawn } from 'node:child_process'
import { inRoot, root } from './root.ts'

// sources start in half the time once they have been compiled, also in every process that such a process starts
process.env.NODE_COMPILE_CACHE ??= inRoot('out', 'compile-cache')

/**
 * Runs a command in the project's folder and gives its exit status; its output goes where ours goes, unless told otherwise.
 * Signals that are named are passed on to it, and it decides when it ends.
 */
export const run = (
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
  signals: readonly NodeJS.Signals[] = [],
): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options })
    for (const signal of signals) process.on(signal, () => child.kill(signal))
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)))
  })

/** Runs a script of a package by its file, with this very Node. */
export const runNode = (
  file: string,
  args: readonly string[] = [],
  options: SpawnOptions = {},
  signals: readonly NodeJS.Signals[] = [],
): Promise<number> => run(process.execPath, [file, ...args], options, signals)
