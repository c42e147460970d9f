import path from 'node:path'
import PDFDocument from 'pdfkit'

const marginPt = 56
const footerPt = 30

export type Cell = { readonly text: string; readonly align?: 'left' | 'right' }

/** The one template layer: every page of ours is tagged, in one language, with embedded fonts. */
export type TaggedDocument = {
  title(text: string): void
  heading(text: string): void
  paragraph(text: string, options?: { readonly bold?: boolean }): void
  /** A table with one head row. `widths` are shares of the page's width. */
  table(widths: readonly number[], head: readonly Cell[], rows: readonly (readonly Cell[])[]): void
  finish(footer: (page: number, pages: number) => string): Promise<Uint8Array>
}

export type DocumentOptions = {
  readonly resources: string
  readonly title: string
  readonly language: 'fi' | 'sv'
  readonly createdOn: Date
  /** PDF/A-3a, for documents without pages from elsewhere. */
  readonly archival: boolean
}

export function createTaggedDocument({
  resources,
  title,
  language,
  createdOn,
  archival,
}: DocumentOptions): TaggedDocument {
  // by path and never as bytes: PDFKit keeps an opened font under its path, and opens bytes again for every table cell
  const regular = path.join(resources, 'fonts', 'DejaVuSans.ttf')
  const bold = path.join(resources, 'fonts', 'DejaVuSans-Bold.ttf')
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: marginPt, left: marginPt, right: marginPt, bottom: marginPt + footerPt },
    tagged: true,
    lang: language === 'fi' ? 'fi-FI' : 'sv-FI',
    displayTitle: true,
    pdfVersion: '1.7',
    bufferPages: true,
    ...(archival ? { subset: 'PDF/A-3a' } : {}),
    font: regular,
    info: {
      Title: title,
      CreationDate: createdOn,
      ModDate: createdOn,
      Producer: 'ALPO-desk',
      Creator: 'ALPO-desk',
    },
  } as unknown as PDFKit.PDFDocumentOptions) // the types lag behind 0.20
  const chunks: Uint8Array[] = []
  pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk))
  const root = pdf.struct('Document')
  pdf.addStructure(root)

  const block = (tag: string, fontName: string, sizePt: number, text: string, gapPt: number): void => {
    pdf.x = marginPt
    root.add(
      pdf.struct(tag, {}, () => {
        pdf.font(fontName).fontSize(sizePt).text(text, { paragraphGap: gapPt })
      }),
    )
  }
  return {
    title: (text) => block('H1', bold, 20, text, 10),
    heading(text) {
      if (pdf.y > pdf.page.height - marginPt - footerPt - 90) pdf.addPage()
      pdf.y += 10
      block('H2', bold, 14, text, 6)
    },
    paragraph: (text, options) => block('P', options?.bold ? bold : regular, 10, text, 6),
    table(widths, head, rows) {
      const width = pdf.page.width - 2 * marginPt
      const share = widths.reduce((sum, one) => sum + one, 0)
      pdf.x = marginPt
      pdf.font(regular).fontSize(9)
      const toCell = ({ text, align = 'left' }: Cell, isHead: boolean) => ({
        text,
        align,
        padding: 3,
        ...(isHead
          ? { type: 'TH', scope: 'Column', font: { src: bold, size: 9 }, backgroundColor: '#eaeef2' }
          : {}),
      })
      pdf.table({
        columnStyles: widths.map((one) => (one / share) * width),
        defaultStyle: { border: 0.5, borderColor: '#a5b1b8' },
        data: [
          head.map((cell) => toCell(cell, true)),
          ...rows.map((row) => row.map((cell) => toCell(cell, false))),
        ],
        structParent: root,
      } as unknown as PDFKit.Mixins.TableOptionsWithData) // the types lag behind 0.20
      pdf.y += 8
    },
    async finish(footer) {
      root.end()
      const { start, count } = pdf.bufferedPageRange()
      for (let page = start; page < start + count; page++) {
        pdf.switchToPage(page)
        pdf.page.margins.bottom = 0 // the footer stands in the margin
        pdf.markContent('Artifact', { type: 'Pagination' })
        pdf
          .font(regular)
          .fontSize(8)
          .text(footer(page + 1, count), marginPt, pdf.page.height - marginPt, { lineBreak: false })
        pdf.endMarkedContent()
      }
      const ended = new Promise<void>((resolve) => pdf.on('end', resolve))
      pdf.end()
      await ended
      return Buffer.concat(chunks)
    },
  }
}
