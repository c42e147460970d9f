import { listRows } from '../../data/records/records.ts'
import type { Store } from '../../data/register/store.ts'
import { commit } from '../../data/writing/commit.ts'
import { bridge } from '../../platform/bridge.ts'

/** Looks again at what a busy machine could not look at when it was taken in. True when nothing is left of that kind. */
export async function checkAgain(store: Store, claimId: string): Promise<boolean> {
  const rows = await listRows(store, 'attachment', { key: 'claimId', value: claimId })
  let isDone = true
  for (const { id, fields } of rows) {
    if (fields.reason !== 'unchecked') continue
    const answer = await bridge().checkAttachment({ sha256: fields.sha256 })
    if (answer.kind === 'unchecked') isDone = false
    if (answer.kind !== 'checked') continue
    const { placement, reason, pageCount } = answer
    // who may not write sees what was found once somebody who may has looked at it
    await commit(store, [{ entity: 'attachment', id, kind: 'put', fields: { placement, reason, pageCount } }])
  }
  return isDone
}
