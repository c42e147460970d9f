import type { fi } from './fi.ts'

type Part = keyof typeof fi
type Intersection<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer I) => void
  ? I
  : never
/** All Finnish texts by key, each as it is written. */
type Texts = Intersection<(typeof fi)[Part]>

/** The key of a text on the screen. */
export type TextKey = keyof Texts
/** One part of a catalogue: a language that lacks a text, or has one too many, does not compile. */
export type TextsOf<P extends Part> = { readonly [K in keyof (typeof fi)[P]]: string }
export type Catalogue = { readonly [P in Part]: TextsOf<P> }

/** Plural forms stand in the catalogue as `key_one` and `key_other`, and are asked for as `key`. */
export type PluralKey<K = TextKey> = K extends `${infer Base}_other` ? Base : never
/** What a text is asked for by. */
export type AskedKey = TextKey | PluralKey

type NamesIn<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | NamesIn<Rest> : never
type NamesByKey = { readonly [K in TextKey]: NamesIn<Texts[K]> } & {
  readonly [K in PluralKey]: NamesIn<Texts[`${K}_one` | `${K}_other`]> | 'count'
}
/** The names of the placeholders of a text, or of all that a key may stand for. */
export type NamesOf<K extends AskedKey> = NamesByKey[K]
/** The keys of all texts whose placeholders are among these. */
export type KeyWith<Names extends string> = {
  [K in AskedKey]: [NamesOf<K>] extends [Names] ? K : never
}[AskedKey]

/** What a text is asked for with: exactly its placeholders, and a number for what is counted. */
export type ValuesOf<K extends AskedKey> = [NamesOf<K>] extends [never]
  ? readonly []
  : readonly [{ readonly [Name in NamesOf<K>]: K extends PluralKey ? PluralValue<Name> : string | number }]
type PluralValue<Name> = Name extends 'count' ? number : string | number
