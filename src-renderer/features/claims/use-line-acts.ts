import type { LineRow } from '../../../src-shared/domain/claims/engine/claim-computation.ts'
import { splitLine } from '../../../src-shared/domain/claims/engine/shares.ts'
import type { Change } from '../../data/writing/commit.ts'
import { useT } from '../../i18n/i18n.ts'
import { newId } from '../../platform/clock.ts'
import { useAct } from '../../ui/use-act.ts'

/** What is done with a line outside of its form; each can be taken back. */
export function useLineActs() {
  const t = useT()
  const act = useAct()
  async function remove(id: string): Promise<void> {
    await act([{ entity: 'claimLine', id, kind: 'delete' }], {
      said: t('lines.deleted'),
      undo: [{ entity: 'claimLine', id, kind: 'restore' }],
    })
  }
  /** One line becomes several, in one act that can be undone. */
  async function split(line: LineRow, by: 'month' | 'year'): Promise<void> {
    const parts = splitLine(line.fields, by).map((fields) => ({ id: newId(), fields }))
    const made = parts.map(
      ({ id, fields }): Change => ({ entity: 'claimLine', id, kind: 'put', fields, isNew: true }),
    )
    const unmade = parts.map(({ id }): Change => ({ entity: 'claimLine', id, kind: 'delete' }))
    await act([...made, { entity: 'claimLine', id: line.id, kind: 'delete' }], {
      said: t('lines.split', { count: parts.length }),
      undo: [{ entity: 'claimLine', id: line.id, kind: 'restore' }, ...unmade],
    })
  }
  return { remove, split }
}
