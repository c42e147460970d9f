import { splitLine } from '../../../src-shared/domain/claims/engine/shares.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { outdated, rowNow } from '../../data/records/row-now.ts'
import type { Change } from '../../data/writing/change.ts'
import { useT } from '../../i18n/i18n.ts'
import { newId } from '../../platform/clock.ts'
import { useSay } from '../../ui/toast.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useProblemText } from '../../ui/use-problem-text.ts'

/** What is done with a line outside of its form; each can be taken back. */
export function useLineActs() {
  const t = useT()
  const store = useStore()
  const say = useSay()
  const act = useAct()
  const { ofAll } = useProblemText()
  async function remove(id: string): Promise<void> {
    await act([{ entity: 'claimLine', id, kind: 'delete' }], {
      said: t('lines.deleted'),
      undo: [{ entity: 'claimLine', id, kind: 'restore' }],
    })
  }
  /** One line becomes several, in one act that can be undone: as it is by now, and once. */
  async function split(id: string, by: 'month' | 'year'): Promise<void> {
    const line = await rowNow(store, 'claimLine', id)
    if (!line) return say(ofAll(outdated))
    const parts = splitLine(line.fields, by).map((fields) => ({ id: newId(), fields }))
    const made = parts.map((part): Change => ({ entity: 'claimLine', kind: 'put', ...part, isNew: true }))
    const unmade = parts.map((part): Change => ({ entity: 'claimLine', id: part.id, kind: 'delete' }))
    await act([...made, { entity: 'claimLine', id, kind: 'delete' }], {
      said: t('lines.split', { count: parts.length }),
      undo: [{ entity: 'claimLine', id, kind: 'restore' }, ...unmade],
    })
  }
  return { remove, split }
}
