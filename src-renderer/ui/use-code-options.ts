import { useCallback } from 'react'
import type { CodeBook } from '../../src-shared/codes/code-book.ts'
import type { CodeSetName } from '../../src-shared/codes/code-sets.ts'
import { useLang } from '../i18n/i18n.ts'
import type { Option } from './fields.tsx'

/**
 * The codes that may be chosen on a day, with their labels in the language of the screen. A code that stands on the row
 * already is among them even when it has been retired since.
 */
export function useCodeOptions(codes: CodeBook, date: string) {
  const lang = useLang()
  return useCallback(
    (set: CodeSetName, standing: readonly string[] = []): readonly Option[] => {
      const rows = codes.on(set, date)
      const missing = standing.filter((code) => !rows.some((row) => row.code === code))
      return [
        ...rows.map((row) => ({ value: row.code, label: row[lang] })),
        ...missing.map((code) => ({ value: code, label: codes.label(set, code, lang) })),
      ]
    },
    [codes, date, lang],
  )
}
