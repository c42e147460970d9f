import type { Journal } from './journal.ts'

export type ReplayPage =
  | {
      readonly kind: 'acts'
      readonly acts: readonly Uint8Array[]
      readonly isWhole: boolean
      readonly isEnd: boolean
    }
  | { readonly kind: 'damaged'; readonly why: string }

/** How many bytes of acts are handed out at a time; one that is larger comes alone. */
const pageBytes = 4 * 1024 * 1024

/** Hands out what a journal shows page by page: it reads on only when a page is asked for. */
export function createPagedReplay(journal: Journal, after: number) {
  let page: Uint8Array[] = []
  let bytes = 0
  let isWhole = after === 0
  let isGivenUp = false
  let full = Promise.withResolvers<void>()
  let taken = Promise.withResolvers<void>()

  const replayed = journal.replay(after, async ({ kind, payload }) => {
    if (isGivenUp) throw new Error('given up')
    if (kind === 'rows') isWhole = true
    page.push(payload)
    bytes += payload.length
    if (bytes < pageBytes) return
    full.resolve()
    await taken.promise
  })
  const ended = replayed.then(
    (result) => result,
    () => ({ ok: false, error: { kind: 'io' } }) as const,
  )
  return {
    async next(): Promise<ReplayPage> {
      const end = await Promise.race([ended, full.promise.then(() => null)])
      if (end && !end.ok) return { kind: 'damaged', why: end.error.kind }
      const acts = page
      page = []
      bytes = 0
      full = Promise.withResolvers()
      taken.resolve()
      taken = Promise.withResolvers()
      return { kind: 'acts', acts, isWhole, isEnd: end !== null }
    },
    /** Nobody asks any more. */
    giveUp(): void {
      isGivenUp = true
      taken.resolve()
    },
  }
}
