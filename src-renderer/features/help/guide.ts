import type { Lang } from '../../../src-shared/codes/code-row.ts'
import type { Guide } from './guide-type.ts'

/** The guide in one language; the others are not loaded. */
export async function loadGuide(lang: Lang): Promise<Guide> {
  switch (lang) {
    case 'fi':
      return (await import('./guide-fi.ts')).guide
    case 'sv':
      return (await import('./guide-sv.ts')).guide
    case 'en':
      return (await import('./guide-en.ts')).guide
  }
}
