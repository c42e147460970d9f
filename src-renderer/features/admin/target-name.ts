import type { ImportTarget } from '../../../src-shared/domain/visits/visit-import.ts'
import type { T } from '../../i18n/i18n.ts'

/** What a column's field is called: as in the form. */
export const targetName = (t: T, target: ImportTarget): string =>
  target === 'count' ? t('import.target.count') : t(`visits.${target}`)
