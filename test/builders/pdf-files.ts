import { deflateSync } from 'node:zlib'
import { degrees, PDFDocument, PDFName, PDFString, StandardFonts } from 'pdf-lib'

/** An ordinary PDF of another program's making. */
export async function aPdf(pages = 2, text = 'Vuokralasku 620,00'): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const font = await pdf.embedFont(StandardFonts.Helvetica)
  for (let page = 1; page <= pages; page++)
    pdf.addPage([420, 595]).drawText(`${text} ${page}/${pages}`, { x: 40, y: 500, size: 16, font })
  return pdf.save()
}

/** One page that is to be read turned clockwise. */
export async function aTurnedPdf(angle: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(await aPdf(1))
  pdf.getPage(0).setRotation(degrees(angle))
  return pdf.save()
}

/** What a page can carry that acts: scripts, actions, launches, links to other files, enclosed files. */
export async function aPdfWithScripts(): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(await aPdf(1))
  pdf.addJavaScript('evil', 'app.alert("evil")')
  await pdf.attach(Buffer.from('evil'), 'evil.txt', { mimeType: 'text/plain' })
  const { context } = pdf
  const launch = context.obj({ Type: 'Action', S: 'Launch', F: PDFString.of('calc.exe') })
  pdf.catalog.set(PDFName.of('OpenAction'), context.register(launch))
  const { node } = pdf.getPage(0)
  node.set(PDFName.of('AA'), context.obj({ O: { S: 'JavaScript', JS: PDFString.of('evil()') } }))
  const link = context.obj({
    Type: 'Annot',
    Subtype: 'Link',
    Rect: [0, 0, 100, 100],
    A: { S: 'GoToR', F: PDFString.of('evil.pdf'), D: [0, PDFName.of('Fit')] },
  })
  node.set(PDFName.of('Annots'), context.obj([context.register(link)]))
  const resources = node.Resources()
  resources?.set(PDFName.of('Properties'), context.obj({ X: { A: context.register(launch) } }))
  return pdf.save({ useObjectStreams: false })
}

/** A form with one field filled in. */
export async function aForm(value: string): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const field = pdf.getForm().createTextField('summa')
  field.setText(value)
  field.addToPage(pdf.addPage([420, 595]), { x: 40, y: 500, width: 200, height: 20 })
  return pdf.save()
}

/** With a signature's byte range, which holds for these bytes only. */
export async function aSignedPdf(): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(await aPdf(1))
  pdf.context.register(
    pdf.context.obj({
      Type: 'Sig',
      Filter: 'Adobe.PPKLite',
      ByteRange: [0, 10, 20, 10],
      Contents: PDFString.of('x'),
    }),
  )
  return pdf.save({ useObjectStreams: false })
}

/** The same, cut off in the middle as a broken download is. */
export const aTruncatedPdf = async (): Promise<Uint8Array> => (await aPdf(5)).slice(0, 900)

/** Marked as encrypted in its trailer, as password-protected files are. */
export async function anEncryptedPdf(): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(await aPdf(1))
  pdf.encrypt({ userPassword: 'salainen', ownerPassword: 'omistaja' })
  return pdf.save({ useObjectStreams: false })
}

/** A small PNG: a grey square. */
export function aPng(size = 64): Uint8Array {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    crc.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, crc])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const rows = Buffer.alloc((size + 1) * size, 0x99)
  for (let row = 0; row < size; row++) rows[row * (size + 1)] = 0
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}
