/** A PDF written by hand, so that any part of it can be wrong. Objects are numbered from 1; 1 is the catalog. */
export type RawObject =
  | string
  | { readonly dict: string; readonly stream: Uint8Array; readonly length?: string }
export type RawPdf = {
  readonly objects: readonly RawObject[]
  readonly header?: string
  readonly trailer?: string
  readonly startxref?: string
  readonly tail?: string
}

export function rawPdf({
  objects,
  header = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n',
  trailer,
  startxref,
  tail,
}: RawPdf): Buffer {
  const parts: Buffer[] = [Buffer.from(header, 'latin1')]
  const offsets: number[] = []
  let size = parts[0]?.length ?? 0
  const add = (part: Buffer): void => {
    parts.push(part)
    size += part.length
  }
  for (const [index, object] of objects.entries()) {
    offsets.push(size)
    add(Buffer.from(`${index + 1} 0 obj\n`))
    if (typeof object === 'string') add(Buffer.from(object, 'latin1'))
    else {
      const { dict, stream, length = String(stream.length) } = object
      add(Buffer.from(`<<${dict}/Length ${length}>>\nstream\n`, 'latin1'))
      add(Buffer.from(stream))
      add(Buffer.from('\nendstream'))
    }
    add(Buffer.from('\nendobj\n'))
  }
  const entries = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const at = size
  add(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`, 'latin1'))
  add(Buffer.from(`trailer\n${trailer ?? `<</Size ${objects.length + 1}/Root 1 0 R>>`}\n`, 'latin1'))
  add(Buffer.from(`startxref\n${startxref ?? at}\n${tail ?? '%%EOF\n'}`, 'latin1'))
  return Buffer.concat(parts)
}

const text = (words: string): Buffer => Buffer.from(`BT /F1 16 Tf 40 500 Td (${words}) Tj ET`, 'latin1')

/** The objects of one ordinary page; any of them may be given otherwise, and more may follow. */
export function page(
  over: Partial<Record<'catalog' | 'pages' | 'page' | 'resources' | 'box', string>> & {
    readonly contents?: RawObject
    readonly more?: readonly RawObject[]
    readonly entries?: string
  } = {},
): readonly RawObject[] {
  const { entries = '', more = [] } = over
  return [
    over.catalog ?? '<</Type/Catalog/Pages 2 0 R>>',
    over.pages ?? '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    over.page ??
      `<</Type/Page/Parent 2 0 R ${over.box ?? '/MediaBox[0 0 420 595]'}/Resources${over.resources ?? '<</Font<</F1 5 0 R>>>>'}/Contents 4 0 R ${entries}>>`,
    over.contents ?? { dict: '', stream: text('Vuokralasku 620,00') },
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    ...more,
  ]
}
