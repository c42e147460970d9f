import { fold } from '../../src-shared/text/fold.ts'
import type { Option } from './fields.tsx'
import { matches } from './match.ts'

/** What a text in a picker stands for. Only a text that means one option, whichever way, is a choice. */
export type PickerText =
  | { readonly kind: 'empty' }
  | { readonly kind: 'one'; readonly value: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'many' }

export function readPickerText(text: string, options: readonly Option[]): PickerText {
  const wanted = fold(text.trim())
  if (wanted === '') return { kind: 'empty' }
  const named = options.filter((option) => isNamed(option, wanted))
  const found = named.length > 0 ? named : options.filter((option) => matches(option, text))
  const [first, second] = found
  if (!first) return { kind: 'none' }
  return second ? { kind: 'many' } : { kind: 'one', value: first.value }
}

/** Of a list longer than anybody walks through, the first few: the others are found by typing on. */
const walkable = 500
const maxListed = 50

/** What answers to a text, with the option that it names in full before those that only hold it. */
export function listedOptions(options: readonly Option[], text: string): readonly Option[] {
  const most = options.length <= walkable ? options.length : maxListed
  const wanted = fold(text.trim())
  const named = wanted === '' ? [] : options.filter((option) => isNamed(option, wanted))
  const found: Option[] = [...named]
  for (const option of options) {
    if (found.length >= most) break
    if (matches(option, text) && !named.includes(option)) found.push(option)
  }
  return found
}

const isNamed = ({ value, label }: Option, wanted: string): boolean =>
  fold(label) === wanted || fold(value) === wanted
