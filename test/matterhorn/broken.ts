import { deflateSync } from 'node:zlib'
import {
  decodePDFRawStream,
  PDFArray,
  PDFBool,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFRawStream,
  type PDFRef,
  PDFString,
} from 'pdf-lib'
import { pageContent } from './content.ts'

/** Literals of pdf-lib's own kinds, nested as they like. */
type Entries = Readonly<Record<string, unknown>>

/** One way to break a file for each condition: what it does to an opened file of ours. */
const name = (text: string): PDFName => PDFName.of(text)

function structures(pdf: PDFDocument, type: string): readonly PDFDict[] {
  return pdf.context
    .enumerateIndirectObjects()
    .flatMap(([, object]) =>
      object instanceof PDFDict && object.get(name('S')) === name(type) ? [object] : [],
    )
}
function first(pdf: PDFDocument, type: string): PDFDict {
  const [found] = structures(pdf, type)
  if (!found) throw new Error(`the sample has no ${type}`)
  return found
}
/** Changes the content of the first page. */
function content(pdf: PDFDocument, change: (operators: string) => string): void {
  const page = pdf.getPage(0)
  const changed = change(Buffer.from(pageContent(page)).toString('latin1'))
  const bytes = deflateSync(Buffer.from(changed, 'latin1'))
  const stream = PDFRawStream.of(pdf.context.obj({ Filter: 'FlateDecode', Length: bytes.length }), bytes)
  page.node.set(name('Contents'), pdf.context.register(stream))
}
function made(pdf: PDFDocument, entries: Entries): PDFDict {
  const object: unknown = pdf.context.obj(entries as never) // its types know literals of one kind at a time
  if (!(object instanceof PDFDict)) throw new Error('no dictionary')
  return object
}
function rawStream(object: unknown): PDFRawStream {
  if (!(object instanceof PDFRawStream)) throw new Error('the sample has no such stream')
  return object
}
function metadata(pdf: PDFDocument, change: (xmp: string) => string): void {
  const held = rawStream(pdf.catalog.lookup(name('Metadata')))
  const xmp = change(Buffer.from(held.contents).toString('utf8'))
  const bytes = Buffer.from(xmp)
  const dict = made(pdf, { Type: 'Metadata', Subtype: 'XML', Length: bytes.length })
  pdf.catalog.set(name('Metadata'), pdf.context.register(PDFRawStream.of(dict, bytes)))
}
function addStructure(pdf: PDFDocument, entries: Entries): void {
  const root = first(pdf, 'Document')
  const kids = root.lookup(name('K'), PDFArray)
  kids.push(pdf.context.register(made(pdf, { ...entries })))
}
function annotate(pdf: PDFDocument, entries: Entries): void {
  const { node } = pdf.getPage(0)
  const annotation = made(pdf, { Type: 'Annot', Rect: [0, 0, 10, 10], ...entries })
  node.set(name('Annots'), pdf.context.obj([pdf.context.register(annotation)]))
}
function font(pdf: PDFDocument): PDFDict {
  const found = pdf.context
    .enumerateIndirectObjects()
    .map(([, object]) => object)
    .find((object) => object instanceof PDFDict && object.get(name('Subtype')) === name('Type0'))
  if (!(found instanceof PDFDict)) throw new Error('the sample has no font')
  return found
}
function unicode(pdf: PDFDocument, change: (map: string) => string): void {
  for (const [, object] of pdf.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict) || object.get(name('Subtype')) !== name('Type0')) continue
    const map = rawStream(object.lookup(name('ToUnicode')))
    const text = change(Buffer.from(decodePDFRawStream(map).decode()).toString('latin1'))
    const bytes = Buffer.from(text, 'latin1')
    object.set(
      name('ToUnicode'),
      pdf.context.register(PDFRawStream.of(made(pdf, { Length: bytes.length }), bytes)),
    )
  }
}
const roleMap = (pdf: PDFDocument, map: Record<string, string>): void =>
  pdf.catalog.lookup(name('StructTreeRoot'), PDFDict).set(name('RoleMap'), made(pdf, map))
const layers = (pdf: PDFDocument, entries: Entries): void =>
  pdf.catalog.set(name('OCProperties'), made(pdf, { OCGs: [], ...entries }))
const encrypt = (pdf: PDFDocument, entries: Record<string, number>): void => {
  pdf.context.trailerInfo.Encrypt = made(pdf, { Filter: 'Standard', ...entries })
}
const form = (pdf: PDFDocument, operators: string, entries: Entries = {}): PDFRef => {
  const bytes = Buffer.from(operators)
  const dict = made(pdf, {
    Type: 'XObject',
    Subtype: 'Form',
    BBox: [0, 0, 1, 1],
    Length: bytes.length,
    ...entries,
  })
  return pdf.context.register(PDFRawStream.of(dict, bytes))
}

export const breaks: Readonly<Record<string, (pdf: PDFDocument) => void>> = {
  '01-003': (pdf) =>
    content(pdf, (all) => all.replace(/(MCID 0\n?>> BDC)/, '$1 /Artifact BMC 0 0 1 1 re f EMC')),
  '01-004': (pdf) => content(pdf, (all) => `/Artifact BMC ${all} EMC`),
  '01-005': (pdf) => content(pdf, (all) => `${all} 0 0 10 10 re f`),
  '01-007': (pdf) => pdf.catalog.lookup(name('MarkInfo'), PDFDict).set(name('Suspects'), PDFBool.True),
  '02-001': (pdf) => first(pdf, 'P').set(name('S'), name('Kappale')),
  '02-003': (pdf) => roleMap(pdf, { Yksi: 'Kaksi', Kaksi: 'Yksi' }),
  '02-004': (pdf) => roleMap(pdf, { P: 'H1' }),
  '06-001': (pdf) => pdf.catalog.delete(name('Metadata')),
  '06-002': (pdf) => metadata(pdf, (xmp) => xmp.replaceAll('pdfuaid:part', 'pdfuaid:rev')),
  '06-003': (pdf) => metadata(pdf, (xmp) => xmp.replaceAll('dc:title', 'dc:source')),
  '07-001': (pdf) => pdf.catalog.delete(name('ViewerPreferences')),
  '07-002': (pdf) =>
    pdf.catalog.lookup(name('ViewerPreferences'), PDFDict).set(name('DisplayDocTitle'), PDFBool.False),
  '09-004': (pdf) => first(pdf, 'TR').set(name('S'), name('Sect')),
  '09-005': (pdf) => addStructure(pdf, { Type: 'StructElem', S: 'LI' }),
  '10-001': (pdf) =>
    unicode(pdf, (map) =>
      map.replaceAll(/<[0-9a-f]{4}>(?=[^[]*\n)/gi, '<>').replaceAll(/\[[^\]]*\]/g, '[<>]'),
    ),
  '11-001': (pdf) => pdf.catalog.delete(name('Lang')),
  '11-002': (pdf) => {
    pdf.catalog.delete(name('Lang'))
    first(pdf, 'P').set(name('Alt'), PDFString.of('x'))
  },
  '11-003': (pdf) => pdf.catalog.delete(name('Lang')),
  '11-004': (pdf) => {
    pdf.catalog.delete(name('Lang'))
    annotate(pdf, { Subtype: 'Text', Contents: PDFString.of('x') })
  },
  '11-006': (pdf) => pdf.catalog.delete(name('Lang')),
  '13-004': (pdf) => first(pdf, 'P').set(name('S'), name('Figure')),
  '14-002': (pdf) => first(pdf, 'H1').set(name('S'), name('H2')),
  '14-003': (pdf) => first(pdf, 'H2').set(name('S'), name('H3')),
  '14-006': (pdf) => {
    for (const one of structures(pdf, 'H2')) one.set(name('S'), name('H'))
  },
  '14-007': (pdf) => first(pdf, 'H2').set(name('S'), name('H')),
  '15-003': (pdf) => first(pdf, 'TH').delete(name('A')),
  '17-002': (pdf) => first(pdf, 'P').set(name('S'), name('Formula')),
  '19-003': (pdf) => first(pdf, 'P').set(name('S'), name('Note')),
  '19-004': (pdf) => {
    for (const one of structures(pdf, 'P').slice(0, 2)) {
      one.set(name('S'), name('Note'))
      one.set(name('ID'), PDFString.of('sama'))
    }
  },
  '20-001': (pdf) => layers(pdf, { D: { Name: PDFString.of('D') }, Configs: [{}] }),
  '20-002': (pdf) => layers(pdf, { D: {} }),
  '20-003': (pdf) => layers(pdf, { D: { Name: PDFString.of('D'), AS: [] } }),
  '21-001': (pdf) => {
    for (const [, object] of pdf.context.enumerateIndirectObjects())
      if (object instanceof PDFDict && object.has(name('EF'))) object.delete(name('UF'))
  },
  '25-001': (pdf) => pdf.catalog.set(name('AcroForm'), made(pdf, { XFA: [] })),
  '26-001': (pdf) => encrypt(pdf, {}),
  '26-002': (pdf) => encrypt(pdf, { P: -1 & ~512 }),
  '28-002': (pdf) => annotate(pdf, { Subtype: 'Text', Contents: PDFString.of('x') }),
  '28-004': (pdf) => annotate(pdf, { Subtype: 'Text' }),
  '28-005': (pdf) => annotate(pdf, { Subtype: 'Widget' }),
  '28-007': (pdf) => annotate(pdf, { Subtype: 'TrapNet' }),
  '28-008': (pdf) => {
    annotate(pdf, { Subtype: 'Link' })
    pdf.getPage(0).node.delete(name('Tabs'))
  },
  '28-009': (pdf) => {
    annotate(pdf, { Subtype: 'Link' })
    pdf.getPage(0).node.set(name('Tabs'), name('R'))
  },
  '28-010': (pdf) => annotate(pdf, { Subtype: 'Widget', TU: PDFString.of('x') }),
  '28-011': (pdf) => annotate(pdf, { Subtype: 'Link', Contents: PDFString.of('x') }),
  '28-012': (pdf) => annotate(pdf, { Subtype: 'Link' }),
  '30-001': (pdf) => void form(pdf, 'q Q', { Ref: { F: PDFString.of('other.pdf') } }),
  '30-002': (pdf) => {
    const twice = form(pdf, '/P <</MCID 0>> BDC EMC')
    for (const one of pdf.getPages().slice(0, 2))
      one.node.Resources()?.set(name('XObject'), made(pdf, { X: twice, Y: twice }))
  },
  '31-005': (pdf) =>
    font(pdf).lookup(name('DescendantFonts'), PDFArray).lookup(0, PDFDict).delete(name('CIDToGIDMap')),
  '31-009': (pdf) => {
    const held = font(pdf).lookup(name('DescendantFonts'), PDFArray).lookup(0, PDFDict)
    held.lookup(name('FontDescriptor'), PDFDict).delete(name('FontFile2'))
  },
  '31-027': (pdf) => font(pdf).delete(name('ToUnicode')),
  '31-028': (pdf) => unicode(pdf, (map) => `${map}\nbeginbfchar <fff0> <0000> endbfchar`),
  '31-029': (pdf) => unicode(pdf, (map) => `${map}\nbeginbfchar <fff0> <feff> endbfchar`),
  '31-030': (pdf) => content(pdf, (all) => all.replace(/<[0-9a-f]{4}/i, '<0000')),
}
