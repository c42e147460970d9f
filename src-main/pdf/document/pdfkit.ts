import PDFDocument from 'pdfkit'

/**
 * The parts of PDFKit 0.20 that its types do not tell of, named once: objects of our own, names in the catalog, and the
 * hook in which it writes the metadata.
 */
export type Ref = {
  readonly id: number
  readonly data: Record<string, unknown>
  compress: boolean
  end(chunk?: Uint8Array): void
}
export type Struct = { add(child: Struct | (() => void)): Struct; end(): void }
export type StructOptions = {
  readonly alt?: string
  readonly actual?: string
  readonly lang?: string
  readonly scope?: 'Column' | 'Row'
  readonly bbox?: readonly [number, number, number, number]
}
/** A picture that has been read; `obj` once it is in the file. */
export type Picture = {
  readonly width: number
  readonly height: number
  readonly bits?: number
  /** As EXIF counts it, 1–8. */
  readonly orientation?: number
  readonly colorSpace?: string
  obj: Ref | null
}
export type Outline = {
  options: { readonly expanded: boolean }
  /** `left` is counted from the right edge, `top` from the upper one. */
  addItem(title: string, options: { readonly left: number; readonly top: number }): Outline
}
export type Pdf = {
  /** May be taken back until the end: pages of others say what they are themselves. */
  claimsConformance: boolean
  x: number
  y: number
  readonly page: {
    readonly width: number
    readonly height: number
    readonly xobjects: Record<string, Ref>
  }
  readonly outline: Outline
  readonly _root: Ref
  readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } }
  ref(data: Record<string, unknown>): Ref
  /** Ends an object with this stream: its bytes go out as they are, neither deflated nor copied. */
  endWith(ref: Ref, bytes: Uint8Array): void
  struct(tag: string, options?: StructOptions, child?: () => void): Struct
  addStructure(struct: Struct): void
  markContent(tag: string, options?: Record<string, unknown>): Pdf
  endMarkedContent(): Pdf
  addContent(operators: string): Pdf
  addPage(options?: Record<string, unknown>): Pdf
  bufferedPageRange(): { readonly start: number; readonly count: number }
  switchToPage(page: number): void
  flushPages(): void
  font(file: string): Pdf
  fontSize(sizePt: number): Pdf
  widthOfString(text: string): number
  text(text: string, x: number, y: number, options: { readonly lineBreak: false }): Pdf
  openImage(bytes: Buffer): Picture
  image(picture: Picture, x: number, y: number, options: { readonly fit: readonly [number, number] }): Pdf
  lineWidth(pt: number): Pdf
  moveTo(x: number, y: number): Pdf
  lineTo(x: number, y: number): Pdf
  rect(x: number, y: number, width: number, height: number): Pdf
  fill(colour: string): Pdf
  fillColor(colour: string): Pdf
  stroke(colour?: string): Pdf
  save(): Pdf
  restore(): Pdf
  addNamedEmbeddedFile(name: string, ref: Ref): void
  appendXML(xml: string): void
  on(event: 'data', listener: (chunk: Uint8Array) => void): void
  on(event: 'end', listener: () => void): void
  on(event: 'error', listener: (error: Error) => void): void
  end(): void
}

export type PdfOptions = {
  readonly language: string
  readonly title: string
  readonly createdOn: Date
  /** What tells one document from another: it is in the file's identifier. */
  readonly reference: string
  /** Whether the file is to say of itself that it is PDF/A-3a and PDF/UA-1. */
  readonly claimsConformance: boolean
  readonly fontFile: string
  /** PDF/A-1b instead, for a checker that knows no other. */
  readonly asPdfA1?: boolean
}
const producer = 'ALPO-desk'

/** PDFKit's own, which its types leave out. */
const writeOf = (
  PDFDocument.prototype as unknown as { _write(this: OurDocument, data: Uint8Array | string): void }
)._write

class OurDocument extends PDFDocument {
  readonly own: PdfOptions
  claimsConformance: boolean
  constructor(own: PdfOptions) {
    super({
      autoFirstPage: false,
      size: 'A4',
      margin: 0,
      tagged: true,
      lang: own.language,
      displayTitle: true,
      pdfVersion: own.asPdfA1 ? '1.4' : '1.7',
      bufferPages: true,
      ...(own.claimsConformance ? { subset: own.asPdfA1 ? 'PDF/A-1b' : 'PDF/A-3a' } : {}),
      font: own.fontFile,
      info: {
        Title: own.title,
        CreationDate: own.createdOn,
        ModDate: own.createdOn,
        Producer: producer,
        Creator: producer,
        ...(own.reference ? { Keywords: own.reference } : {}),
      },
    } as unknown as PDFKit.PDFDocumentOptions) // the types lag behind 0.20
    this.own = own
    this.claimsConformance = own.claimsConformance
    const subset = this as unknown as { endSubset?: () => void } // what PDFKit adds for PDF/A, once it knows the end
    const claim = subset.endSubset?.bind(this)
    subset.endSubset = () => {
      if (this.claimsConformance) claim?.()
    }
  }
  private stream: Uint8Array | null = null
  endWith(ref: Ref, bytes: Uint8Array): void {
    ref.data.Length = bytes.length
    this.stream = bytes
    ref.end()
  }
  /** PDFKit writes an object's dictionary, and then this word: the stream belongs between the two. */
  _write(data: Uint8Array | string): void {
    const write = (part: Uint8Array | string): void => writeOf.call(this, part)
    if (data === 'endobj' && this.stream) {
      write('stream')
      write(this.stream)
      write('\nendstream')
      this.stream = null
    }
    write(data)
  }
  /** PDFKit would write the title into the XML as it is, and say nothing of PDF/UA beside PDF/A. */
  _addInfo(): void {
    const { title, language, createdOn, reference, asPdfA1 } = this.own
    const at = `${createdOn.toISOString().slice(0, 19)}Z`
    const lines = [
      '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">',
      `<xmp:CreateDate>${at}</xmp:CreateDate><xmp:ModifyDate>${at}</xmp:ModifyDate>`,
      `<xmp:CreatorTool>${producer}</xmp:CreatorTool></rdf:Description>`,
      '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">',
      `<dc:format>application/pdf</dc:format><dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(title)}</rdf:li></rdf:Alt></dc:title>`,
      `<dc:language><rdf:Bag><rdf:li>${escapeXml(language)}</rdf:li></rdf:Bag></dc:language></rdf:Description>`,
      '<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">',
      `<pdf:Producer>${producer}</pdf:Producer>${reference ? `<pdf:Keywords>${escapeXml(reference)}</pdf:Keywords>` : ''}</rdf:Description>`,
      ...(this.claimsConformance && !asPdfA1 ? [pdfUa] : []),
    ]
    ;(this as unknown as Pdf).appendXML(lines.join('\n')) // the types do not know the call
  }
}

/** PDF/UA-1, and the extension schema by which PDF/A lets a file say so (ISO 19005-3, 6.6.2.3). */
const pdfUa = `<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Part of ISO 14289</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>`

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

export function openPdf(options: PdfOptions): Pdf {
  const pdf = new OurDocument(options) as unknown as Pdf // typed above
  pdf.outline.options = { expanded: true } // or PDFKit leaves out the count that PDF/A asks for
  return pdf
}
