import type { Handlers } from '../../src-shared/bridge/calls.ts'
import type { Journal } from './journal.ts'
import { createPagedReplay } from './paged-replay.ts'

type ReplayHandlers = Pick<Handlers, 'journalReplay' | 'journalNext'> & {
  /** Ends what is being read. */
  readonly giveUp: () => void
}

/** Hands out what a journal holds, as the window asks for it. @param journal null where none is open */
export function createReplayHandlers(journal: () => Journal | null): ReplayHandlers {
  let pages: ReturnType<typeof createPagedReplay> | null = null
  return {
    giveUp() {
      pages?.giveUp()
      pages = null
    },
    journalReplay({ after }) {
      const open = journal()
      if (!open) return { kind: 'not-open' }
      pages = createPagedReplay(open, after)
      return { kind: 'begun' }
    },
    async journalNext() {
      const page = (await pages?.next()) ?? ({ kind: 'damaged', why: 'not-open' } as const)
      if (page.kind === 'damaged' || page.isEnd) pages = null
      return page.kind === 'damaged'
        ? page
        : { ...page, acts: page.acts.map((act) => Buffer.from(act).toString('base64')) }
    },
  }
}
