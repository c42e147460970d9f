import type { Handlers } from '../../src-shared/bridge/calls.ts'
import type { Opened } from '../keys/keyring.ts'
import type { Shell } from '../shell/shell.ts'
import type { RunJob } from '../worker/run-in-worker.ts'
import type { Sheet, SheetAnswer } from './read-sheet.ts'
import type { SheetJob } from './worker.ts'

const maxBytes = 100 * 1024 * 1024
const readingMs = 60_000

type Options = {
  readonly shell: Shell
  readonly opened: () => Opened | null
  readonly runSheetJob: RunJob<SheetJob, SheetAnswer>
}

/** Sheets come in and tables go out through the system's dialogs. The last sheet picked is kept until the next, or lock. */
export function createSheetHandlers({
  shell,
  opened,
  runSheetJob,
}: Options): Pick<Handlers, 'pickSheet' | 'sheetRows' | 'saveText'> {
  let sheets: readonly Sheet[] = []
  return {
    async pickSheet() {
      const refused = (
        reason: 'locked' | 'gone' | 'too-large' | 'too-much-work' | 'empty' | 'not-a-sheet' | 'too-many-rows',
      ) => ({ kind: 'refused', reason }) as const
      sheets = []
      if (!opened()) return refused('locked')
      const [file] = await shell.pickFiles({ extensions: ['csv', 'txt', 'tsv', 'xlsx'] })
      if (!file) return { kind: 'none' }
      if (file.bytes > maxBytes) return refused('too-large')
      const bytes = await file.read().catch(() => null)
      if (!bytes) return refused('gone')
      const answer = await runSheetJob({ bytes }, readingMs)
      if (answer.kind === 'too-much-work' || answer.kind === 'unfinished' || answer.kind === 'cancelled')
        return refused('too-much-work')
      if (answer.kind === 'refused') return answer
      sheets = answer.sheets
      return {
        kind: 'picked',
        name: file.name.slice(-255),
        sheets: sheets.map(({ rows, ...sheet }) => ({ ...sheet, rows: rows.length })),
        encoding: answer.encoding,
        unreadable: answer.unreadable,
      }
    },
    sheetRows({ sheet, from, count }) {
      if (!opened()) sheets = []
      return { rows: sheets[sheet]?.rows.slice(from, from + count) ?? [] }
    },
    saveText: ({ suggestedName, text }) => shell.saveFile(suggestedName, Buffer.from(text, 'utf8')),
  }
}
