/**
 * Small letters without the marks over and under them, each letter by itself where it was joined (`ﬁ`), without signs that
 * nobody sees (soft hyphens, marks of direction). Vowels that are marks, as in Devanagari or Thai, stay: they are letters.
 */
export const foldMarks = (text: string): string =>
  text.normalize('NFKC').toLowerCase().normalize('NFKD').replaceAll(invisible, '')

const invisible = /[\p{Script=Inherited}&&\p{M}]|\p{Cf}|[\p{Script=Cyrillic}&&\p{M}]/gv
