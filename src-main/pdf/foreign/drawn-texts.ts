import { PDFDocument, PDFName, PDFObjectCopier, type PDFRawStream } from 'pdf-lib'

/**
 * The text that each of these drawings shows, read by the library that also draws our previews; empty where it cannot be
 * read.
 */
export async function textsOf(
  drawings: readonly (PDFRawStream | null)[],
  source: PDFDocument,
): Promise<readonly string[]> {
  const readable = drawings.filter((one) => one !== null)
  if (readable.length === 0) return drawings.map(() => '')
  const alone = await PDFDocument.create()
  const copier = PDFObjectCopier.for(source.context, alone.context)
  for (const drawing of readable) {
    const page = alone.addPage([1000, 1000])
    const form = copier.copy(drawing)
    form.dict.set(PDFName.of('Type'), PDFName.of('XObject'))
    form.dict.set(PDFName.of('Subtype'), PDFName.of('Form'))
    page.node.setXObject(PDFName.of('Fm'), alone.context.register(form))
    page.node.set(PDFName.of('Contents'), alone.context.register(alone.context.stream('/Fm Do')))
  }
  const texts = await pageTexts(await alone.save({ useObjectStreams: false }))
  const next = texts[Symbol.iterator]()
  return drawings.map((one) => (one === null ? '' : (next.next().value ?? '')))
}

async function pageTexts(bytes: Uint8Array): Promise<readonly string[]> {
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const task = getDocument({
    data: bytes,
    verbosity: VerbosityLevel.ERRORS,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
  })
  try {
    const pdf = await task.promise
    const texts: string[] = []
    for (let number = 1; number <= pdf.numPages; number++) {
      const content = await (await pdf.getPage(number)).getTextContent()
      texts.push(content.items.map((item) => ('str' in item ? item.str : '')).join(' '))
    }
    return texts
  } finally {
    await task.destroy()
  }
}
