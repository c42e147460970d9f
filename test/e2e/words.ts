import { fi } from '../../src-renderer/i18n/fi/fi.ts'
import type { TextKey, ValuesOf } from '../../src-renderer/i18n/fi/texts.ts'

const texts: Readonly<Record<TextKey, string>> = Object.assign({}, ...Object.values(fi))

/** What the screen says for a key, which the walks find it by: a word is written in the catalogue alone. */
export function word<K extends TextKey>(key: K, ...values: ValuesOf<K>): string {
  const named: Readonly<Record<string, string | number>> = Object.assign({}, ...values)
  return texts[key].replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(named[name]))
}
