import { fi } from '../../src-renderer/i18n/fi/fi.ts'
import type { TextKey } from '../../src-renderer/i18n/fi/texts.ts'

const texts: Readonly<Record<TextKey, string>> = Object.assign({}, ...Object.values(fi))

/** What the screen says for a key, which the walks find it by: a word is written in the catalogue alone. */
export const word = (key: TextKey, values: Readonly<Record<string, string | number>> = {}): string =>
  texts[key].replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]))
