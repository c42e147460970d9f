import type { Block } from '../../../src-shared/document/document.ts'
import type { Fonts } from './layout.ts'
import type { Lines } from './lines.ts'
import type { Pdf, Struct } from './pdfkit.ts'

/** A document in the making: its blocks are written one after the other, then pages from elsewhere may follow. */
export type Writer = {
  readonly pdf: Pdf
  readonly root: Struct
  readonly lines: Lines
  readonly fonts: Fonts
  readonly language: string
  /** Starts a page of our own and sets the pen below its head. */
  newPage(): void
  /**
   * Starts a page for content from elsewhere, of its own size. A strip on its top says what it is (read as a heading where
   * it begins) and is numbered like ours.
   */
  newForeignPage(width: number, height: number, label: string, isFirst: boolean): void
  /** Breaks the page unless `height` points are left on it. */
  keepRoom(height: number): void
  /** Content that nobody reads twice: rules, page numbers, heads that come again (PDF/UA, 7.1). */
  artifact(type: 'Pagination' | 'Layout', work: () => void): void
  write(block: Block): void
  bookmark(title: string): void
  /** Numbers the pages and ends the file; the chunks have gone to `onChunk`. */
  finish(): Promise<void>
}

/**
 * Content of an element. Right-to-left text is drawn in the order of the eye; what it says, in the order of reading, goes
 * with it as its actual text (ISO 32000-1, 14.9.4).
 */
export function tagged(pdf: Pdf, element: Struct, text: readonly string[], draw: () => void): void {
  const said = text.join(' ')
  if (/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(said))
    element.add(pdf.struct('Span', { actual: said }, draw))
  else element.add(draw)
}
