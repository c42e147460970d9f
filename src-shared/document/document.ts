import { z } from 'zod'

/**
 * What a document of ours says, without a word on how it looks: claim files, letters, handouts and reports are all written
 * from this by the one writer of src-main/pdf.
 */
const Text = z.string().max(20_000)
/** BCP 47, as in `fi` or `ar`. */
const Language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)

const Cell = z.strictObject({
  text: Text,
  align: z.enum(['left', 'right']).default('left'),
  /** Language of the cell, where it is another than that of the document. */
  lang: Language.optional(),
})

export const Block = z.discriminatedUnion('kind', [
  /** The title of the document, once, at its beginning. */
  z.strictObject({ kind: z.literal('title'), text: Text }),
  /** A section; the reader finds it among the bookmarks. */
  z.strictObject({ kind: z.literal('heading'), text: Text }),
  z.strictObject({
    kind: z.literal('paragraph'),
    text: Text,
    isStrong: z.boolean().default(false),
    lang: Language.optional(),
  }),
  z.strictObject({ kind: z.literal('list'), items: z.array(Text).min(1).max(5000) }),
  /** Names and what they stand for. */
  z.strictObject({
    kind: z.literal('facts'),
    rows: z
      .array(z.strictObject({ name: Text, value: Text, lang: Language.optional() }))
      .min(1)
      .max(500),
  }),
  /** A table with one row of heads, which comes again on each of its pages. `widths` are shares of the page's width. */
  z.strictObject({
    kind: z.literal('table'),
    widths: z.array(z.number().positive()).min(1).max(12),
    head: z.array(Cell).min(1).max(12),
    rows: z.array(z.array(Cell).max(12)).max(200_000),
  }),
  /** What follows begins on a page of its own; `mark` stands on top of every page from here on. */
  z.strictObject({ kind: z.literal('new-page'), mark: Text.optional() }),
])
export type Block = z.infer<typeof Block>
export type TableCell = z.input<typeof Cell>
export type BlockInput = z.input<typeof Block>

export const DocumentModel = z.strictObject({
  /** What viewers show in place of a file name, and what the page heads say. */
  title: Text.min(1),
  language: Language,
  /** The day written into the file, so that the same document is the same bytes. */
  createdOn: z.iso.date(),
  /** What tells this document from others: it is in its identifier. */
  reference: z.string().max(200).default(''),
  /** Said at the foot of each page, beside its number. */
  foot: Text.default(''),
  blocks: z.array(Block).max(10_000),
})
export type DocumentModel = z.infer<typeof DocumentModel>

export const left = (text: string): TableCell => ({ text })
export const right = (text: string): TableCell => ({ text, align: 'right' })
