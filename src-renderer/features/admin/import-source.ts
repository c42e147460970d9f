import {
  guessMapping,
  type ImportMapping,
  type ImportTarget,
} from '../../../src-shared/domain/visits/visit-import.ts'
import { readDraft, saveDraft } from '../../data/records/drafts.ts'
import type { Store } from '../../data/register/store.ts'
import type { PickedSheet } from '../../platform/pick-sheet.ts'

/** A mapping is remembered for sheets with the same headings. */
const memoryKey = ({ headings }: PickedSheet): string =>
  `import-mapping/${headings.join('\u001F').slice(0, 500)}`

export const rememberMapping = (store: Store, sheet: PickedSheet, mapping: ImportMapping): Promise<void> =>
  saveDraft(store, memoryKey(sheet), mapping)

/** The columns as they were mapped the last time, or as their headings tell. */
export async function startMapping(
  store: Store,
  sheet: PickedSheet,
  nameOf: (target: ImportTarget) => string,
): Promise<ImportMapping> {
  const known = await readDraft(store, memoryKey(sheet))
  if (typeof known === 'object' && known !== null) return known as ImportMapping // sealed by us
  return guessMapping(sheet.headings, (target) => [nameOf(target)])
}
