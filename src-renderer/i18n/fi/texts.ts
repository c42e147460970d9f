import type { WordsLike } from '../../../src-shared/text/catalogue.ts'
import type { fi } from './fi.ts'

type Part = keyof typeof fi
type KeysOf<P extends Part> = P extends Part ? keyof (typeof fi)[P] : never
/** The key of a text on the screen. */
export type TextKey = KeysOf<Part>
/** One part of a catalogue: a language that lacks a text, or has one too many, does not compile. */
export type TextsOf<P extends Part> = WordsLike<(typeof fi)[P]>
export type Catalogue = WordsLike<typeof fi>
