import path from 'node:path'

/** A4 with its margins, in points; sizes of type as they are everywhere in our documents. */
export const a4 = { width: 595.28, height: 841.89 }
export const margin = { side: 56, top: 64, bottom: 72 }
export const textWidth = a4.width - 2 * margin.side
export const bottomOf = a4.height - margin.bottom

/**
 * By path and never as bytes: PDFKit keeps an opened font under its path, and opens bytes again each time.
 * @param resources The folder that ships with the program.
 */
export const fontsIn = (resources: string) => ({
  regular: path.join(resources, 'fonts', 'DejaVuSans.ttf'),
  bold: path.join(resources, 'fonts', 'DejaVuSans-Bold.ttf'),
})
export type Fonts = ReturnType<typeof fontsIn>

export const leading = 1.32

/** Height of the strip over pages from elsewhere, in points. */
export const stripPt = 24
