import { isLeader } from '../../../src-shared/kernel/role.ts'
import type { VisitRow } from '../../data/columns/visit-columns.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useT } from '../../i18n/i18n.ts'
import { useAct } from '../../ui/use-act.ts'
import type { Undo } from '../../ui/use-undo.ts'

/** What can be done with a visit of the list, and whether it may be changed at all. */
export function useVisitActs(undo: Undo) {
  const t = useT()
  const store = useStore()
  const act = useAct()
  return {
    // the same right that the rules check again when it is saved
    mayChange: ({ fields }: VisitRow): boolean =>
      store.role !== 'viewer' && (isLeader(store.role) || fields.userId === store.userId),
    /** Keeps a visit that somebody else has deleted. */
    keep: ({ id }: VisitRow): Promise<boolean> =>
      act([{ entity: 'visit', id, kind: 'restore' }], { said: t('visits.restored') }),
    /** Deletes it, and offers it back. `onGone` comes before the offer. */
    async remove({ id }: VisitRow, onGone: () => void): Promise<void> {
      if (!(await act([{ entity: 'visit', id, kind: 'delete' }]))) return
      onGone()
      undo.offer(t('visits.deleted'), { changes: [{ entity: 'visit', id, kind: 'restore' }] })
    },
  }
}
