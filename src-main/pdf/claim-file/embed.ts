import type { Pdf } from '../document/pdfkit.ts'

export type Embedded = {
  readonly name: string
  readonly bytes: Uint8Array
  readonly mediaType: string
  readonly relationship: 'Data' | 'Supplement'
  readonly createdOn: Date
  readonly description: string
}

/** Encloses a file byte for byte, neither deflated nor touched (ISO 32000-1, 7.11.4; PDF/A-3, 6.8). */
export function embed(
  pdf: Pdf,
  { name, bytes, mediaType, relationship, createdOn, description }: Embedded,
): void {
  const stream = pdf.ref({
    Type: 'EmbeddedFile',
    Subtype: mediaType.replace('/', '#2F'),
    Params: { Size: bytes.length, CreationDate: createdOn, ModDate: createdOn },
  })
  pdf.endWith(stream, bytes)
  const spec = pdf.ref({
    Type: 'Filespec',
    AFRelationship: relationship,
    F: new String(name),
    UF: new String(name),
    Desc: new String(description),
    EF: { F: stream },
  })
  spec.end()
  pdf.addNamedEmbeddedFile(name, spec)
  const files = Array.isArray(pdf._root.data.AF) ? pdf._root.data.AF : []
  pdf._root.data.AF = [...files, spec]
}
