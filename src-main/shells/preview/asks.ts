import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { isDiskFull } from '../../data-folder/atomic-write.ts'
import { newPassingSeal, type PassingSeal } from '../../shell/passing-seal.ts'
import {
  type FolderFile,
  type PickedTree,
  partName,
  type SaveOutcome,
  type Shell,
} from '../../shell/shell.ts'
import { writeParts } from '../../shell/write-parts.ts'
import { previewOrigin } from './browser.ts'
import { createQuestions, type Questions } from './questions.ts'

/** Longer than a browser takes to begin with a file; one that it has begun with is served to its end. */
const servingMs = 10_000

/**
 * In the preview host the dialogs are the browser's: a question to the page takes the place of each. Handlers see an
 * ordinary shell.
 * @param folder Where a large file waits for the browser; what a kill left there goes when the program starts again.
 */
export function createAsks(folder: string) {
  rmSync(folder, { recursive: true, force: true })
  const { ask, ...questions } = createQuestions()
  const shell: Shell = {
    name: 'preview',
    databaseName: `http_${new URL(previewOrigin).hostname}_0.indexeddb.leveldb`,
    pickFiles: ({ extensions }) => pick(ask, { extensions, isFolder: false }),
    // a browser hands a folder over as it was when it was chosen
    async pickFolder({ extensions }) {
      const picked = await pick(ask, { extensions, isFolder: true })
      const [first] = picked
      if (!first) return null
      const files = directlyIn(picked, extensions)
      return { name: first.name.split('/')[0] ?? '', list: async () => files }
    },
    async pickTree(parts): Promise<PickedTree | null> {
      const picked = await pick(ask, { extensions: [], isFolder: true, parts })
      if (picked.length === 0) return null
      return { files: picked.map(({ name, bytes, read }) => ({ path: name, bytes, read })) }
    },
    async pickTarget() {
      const answer = await ask({ kind: 'target', id: randomUUID() }, null)
      const typed = answer === 'done' ? '' : (answer[0]?.name ?? '')
      return path.isAbsolute(typed) ? path.normalize(typed) : null
    },
    restart: () => false,
    untilAway: async () => 'never',
    async saveFile(name, bytes): Promise<SaveOutcome> {
      await ask({ kind: 'save', id: randomUUID(), name }, { bytes })
      return { kind: 'saved', name }
    },
    // the browser asks where only when it has the file: it is written first, sealed, where nobody else can read it
    async saveParts(suggestedName, count, write) {
      const own = await newFolder(folder).catch((error: unknown) => whyNot(error))
      if (typeof own !== 'string') return own
      const seals = Array.from({ length: count }, newPassingSeal)
      const sealOf = (part: number): PassingSeal => seals[part] ?? newPassingSeal()
      try {
        const outcome = await writeParts(path.join(own, suggestedName), count, (draft, part) =>
          write(draft, part, sealOf(part)),
        )
        if (outcome.kind !== 'saved') return outcome
        for (let part = 0; part < count; part++)
          await handOver(ask, own, partName(suggestedName, part, count), sealOf(part))
        return outcome
      } finally {
        await rm(own, { recursive: true, force: true })
      }
    },
  }
  return { shell, ...questions }
}
export type Asks = ReturnType<typeof createAsks>

type AskPage = Questions['ask']
type Kinds = {
  readonly extensions: readonly string[]
  readonly isFolder: boolean
  readonly parts?: readonly string[]
}

async function pick(ask: AskPage, kinds: Kinds): Promise<readonly FolderFile[]> {
  const answer = await ask({ kind: 'pick', id: randomUUID(), ...kinds }, null)
  return answer === 'done' ? [] : answer
}

/** The files of a folder that are of these kinds, without folders inside, by their own names. */
const directlyIn = (picked: readonly FolderFile[], extensions: readonly string[]): readonly FolderFile[] =>
  picked
    .filter((file) => file.name.split('/').length === 2 && hasExtension(file.name, extensions))
    .map((file) => ({ ...file, name: file.name.split('/')[1] ?? file.name }))

const hasExtension = (name: string, extensions: readonly string[]): boolean =>
  extensions.includes(name.split('.').at(-1)?.toLowerCase() ?? '')

/** Waits until the browser has the file, or gives it up. */
async function handOver(ask: AskPage, folder: string, name: string, seal: PassingSeal): Promise<void> {
  const served = Promise.withResolvers<void>()
  const download = { file: path.join(folder, name), seal, onServed: served.resolve }
  await ask({ kind: 'save', id: randomUUID(), name }, download)
  await Promise.race([served.promise, setTimeout(servingMs)])
}

async function newFolder(parent: string): Promise<string> {
  await mkdir(parent, { recursive: true, mode: 0o700 })
  return mkdtemp(path.join(parent, 'file-'))
}
const whyNot = (error: unknown): SaveOutcome => ({
  kind: 'failed',
  reason: isDiskFull(error) ? 'disk-full' : 'not-writable',
})
