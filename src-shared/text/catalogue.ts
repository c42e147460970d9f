/** Texts by key, in groups where a key belongs to a list of its own. A parameter stands as `{name}`. */
export type Words = { readonly [key: string]: string | Words }

/** A text, with the names of its parameters known to the compiler. */
export type Text<Parameter extends string = never> = string & { readonly parameters?: Parameter }
type TextLike<S extends string> = [ParametersOf<S>] extends [never] ? string : Text<ParametersOf<S>>
type ParametersOf<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParametersOf<Rest>
  : never

/** The same keys in another language: one that lacks a text, or has one too many, does not compile. */
export type WordsLike<W> = {
  readonly [Key in keyof W]: W[Key] extends string ? TextLike<W[Key]> : WordsLike<W[Key]>
}

export type Catalogue<Lang extends string, W extends Words> = {
  readonly in: (lang: Lang) => WordsLike<W>
  /** The first of the wanted languages (`sv`, `sv-FI`) that there are words in; the main one where there is none. */
  readonly pick: (...wanted: readonly string[]) => Lang
}

/** The words of one part of the program in all its languages; the language named `main` gives the keys. */
export function createCatalogue<Lang extends string, W extends Words>(
  main: NoInfer<Lang>,
  words: Readonly<Record<Lang, WordsLike<W>>>,
): Catalogue<Lang, W> {
  const isSpoken = (lang: string): lang is Lang => Object.hasOwn(words, lang)
  return {
    in: (lang) => words[lang],
    pick: (...wanted) =>
      wanted.map((locale) => locale.trim().slice(0, 2).toLowerCase()).find(isSpoken) ?? main,
  }
}

/** A text with its parameters filled in. */
export const fill = <Parameter extends string>(
  text: Text<Parameter>,
  values: Readonly<Record<Parameter, string | number>>,
): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String((values as Record<string, unknown>)[name] ?? '')) // named by the text
