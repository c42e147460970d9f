import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { type Database, openDatabase } from '../database/database.ts'

/** Where a command is given, and what it says. */
export type Surroundings = {
  readonly env: Readonly<Record<string, string | undefined>>
  /** The hub's folder. */
  readonly folder: string
  readonly input: NodeJS.ReadableStream
  say(text: string): void
  complain(text: string): void
}

export type Argument = {
  /** As the help shows it. */
  readonly shown: string
  /** What is said to be missing without it; an argument without this may be left out. */
  readonly needed?: string
}

export type Command = {
  readonly name: string
  readonly args: readonly Argument[]
  /** Options that are said or not; none takes a value. */
  readonly flags?: readonly string[]
  /** What it does, in a line or a few. */
  readonly help: string
  /** As an operator would type it after `npm run hub --`. */
  readonly example: string
  /** @returns what it says; null where it has said everything. What it throws is told in one line. */
  run(given: Given, around: Surroundings): Promise<Said | null>
}
/** What was typed: each argument, empty where one was left out, and the flags. */
export type Given = { readonly args: readonly string[]; readonly flags: ReadonlySet<string> }
export type Said = { readonly said: string; readonly code?: number }

/** Bad input, in words for whoever typed it. */
export class BadInput extends Error {}
export const wrong = (text: string): never => {
  throw new BadInput(text)
}

/** Where a running hub tells the commands how to reach its database; readable by its owner only. */
export const runningFileIn = (folder: string): string => path.join(folder, 'running.json')

/** Works as the owner of the tables: a backup is put back by nobody else. */
export async function inDatabase<T>(
  { env, folder }: Surroundings,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  const url = env.DATABASE_URL ?? readRunning(runningFileIn(folder))
  if (!url) throw new Error(`no hub runs on ${folder}: start it with  npm run hub`)
  const db = openDatabase(url, () => undefined)
  try {
    return await work(db)
  } finally {
    await db.end()
  }
}

/** A command that says one text. */
export const sayInDatabase = async (
  around: Surroundings,
  work: (db: Database) => Promise<string>,
): Promise<Said> => ({ said: await inDatabase(around, work) })

function readRunning(runningFile: string): string | null {
  if (!existsSync(runningFile)) return null
  try {
    return z.object({ ownerUrl: z.string() }).parse(JSON.parse(readFileSync(runningFile, 'utf8'))).ownerUrl
  } catch {
    throw new Error(`${runningFile} cannot be read: start the hub again`)
  }
}
