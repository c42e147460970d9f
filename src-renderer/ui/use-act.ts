import { useStore } from '../data/hooks/store-context.ts'
import type { Change } from '../data/writing/change.ts'
import { commit } from '../data/writing/commit.ts'
import { useT } from '../i18n/i18n.ts'
import { useSay, useUnsay } from './toast.tsx'
import { useProblemText } from './use-problem-text.ts'

type Telling = {
  /** What is told once the act is done; nothing where the screen shows it. */
  readonly said?: string
  /** What takes the act back, offered with the message. */
  readonly undo?: readonly Change[]
  /** Why, for the audit entry. */
  readonly remark?: string
}

/**
 * Does an act outside of a form, and tells how it went. True when it was done; a button whose press resolves to that is
 * not pressed twice (`useActOnce`).
 */
export function useAct() {
  const store = useStore()
  const say = useSay()
  const unsay = useUnsay()
  const t = useT()
  const { ofAll } = useProblemText()
  return async (changes: readonly Change[], { said, undo, remark }: Telling = {}): Promise<boolean> => {
    if (said !== undefined) unsay(said)
    const done = await commit(store, changes, remark)
    if (!done.ok) say(ofAll(done.error))
    else if (said !== undefined)
      say(said, undo && { label: t('common.undo'), run: () => void takeBack(undo) })
    return done.ok
  }
  async function takeBack(undo: readonly Change[]): Promise<void> {
    const undone = await commit(store, undo)
    say(undone.ok ? t('visits.undone') : ofAll(undone.error))
  }
}
