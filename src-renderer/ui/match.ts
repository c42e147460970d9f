import { fold } from '../../src-shared/text/fold.ts'
import type { Option } from './fields.tsx'

/** An option is found by its code, by the beginning of any word, or by the initials of its words. */
export function matches({ value, label }: Option, typed: string): boolean {
  const wanted = fold(typed.trim())
  if (wanted === '') return true
  const words = fold(label)
    .split(/[\s,()/-]+/)
    .filter(Boolean)
  return (
    fold(value).startsWith(wanted) ||
    fold(label).startsWith(wanted) ||
    words.some((word) => word.startsWith(wanted)) ||
    words
      .map((word) => word[0])
      .join('')
      .startsWith(wanted)
  )
}
