import {
  decodePDFRawStream,
  PDFArray,
  PDFBool,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFString,
} from 'pdf-lib'
import { type Operand, operations, pageContent, propertiesOf } from './content.ts'

/**
 * Conditions of the Matterhorn Protocol 1.1 (PDF Association) that a machine can test, by their numbers: what makes a file
 * fail PDF/UA-1 (ISO 14289-1). Those that only a person can judge are not here.
 */
const name = (text: string): PDFName => PDFName.of(text)
const dictOf = (object: PDFObject | undefined): PDFDict | undefined =>
  object instanceof PDFDict ? object : object instanceof PDFRawStream ? object.dict : undefined
const textOf = (object: PDFObject | undefined): string | undefined =>
  object instanceof PDFString || object instanceof PDFHexString ? object.decodeText() : undefined
const nameOf = (object: PDFObject | undefined): string | undefined =>
  object instanceof PDFName ? object.decodeText() : undefined

/** Types of structure that ISO 32000-1 knows (14.8.4). */
const standard = new Set(
  `Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody
  Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure
  Formula Form`.split(/\s+/),
)

type Element = {
  readonly dict: PDFDict
  /** As it is written, and as the role map has it. */
  readonly raw: string
  readonly type: string
  readonly children: readonly Element[]
  readonly hasContent: boolean
  readonly parent: Element | null
  readonly lang: string | undefined
}
type Marked = { readonly mcid: number | null; readonly isArtifact: boolean }
/** Something painted: the marks around it, from the outside in, and the codes of what it shows. */
type Painted = {
  readonly marks: readonly Marked[]
  readonly font: PDFDict | null
  readonly codes: readonly number[]
}

export type Checked = {
  readonly pdf: PDFDocument
  readonly elements: readonly Element[]
  readonly painted: readonly Painted[]
  readonly xmp: string
  readonly annotations: readonly PDFDict[]
}

export function readForChecking(pdf: PDFDocument): Checked {
  const elements: Element[] = []
  const tree = pdf.catalog.lookupMaybe(name('StructTreeRoot'), PDFDict)
  const roles = tree?.lookupMaybe(name('RoleMap'), PDFDict)
  const role = (type: string): string => {
    const seen = new Set<string>()
    let at = type
    for (
      let next = nameOf(roles?.get(name(at)));
      next && !seen.has(at);
      next = nameOf(roles?.get(name(at)))
    ) {
      seen.add(at)
      at = next
    }
    return at
  }
  function walk(object: PDFObject | undefined, parent: Element | null): Element | null {
    const dict = object instanceof PDFRef ? dictOf(pdf.context.lookup(object)) : dictOf(object)
    if (!dict?.has(name('S'))) return null
    const raw = nameOf(dict.lookup(name('S'))) ?? ''
    const children: Element[] = []
    const kids = dict.lookup(name('K'))
    const list = kids instanceof PDFArray ? kids.asArray() : kids === undefined ? [] : [dict.get(name('K'))]
    const element: Element = {
      dict,
      raw,
      type: role(raw),
      children,
      parent,
      hasContent: list.some(
        (kid) => kid instanceof PDFNumber || dictOf(pdf.context.lookup(kid))?.has(name('MCID')),
      ),
      lang: textOf(dict.lookup(name('Lang'))) ?? parent?.lang ?? textOf(pdf.catalog.lookup(name('Lang'))),
    }
    elements.push(element)
    for (const kid of list) {
      const child = walk(kid, element)
      if (child) children.push(child)
    }
    return element
  }
  const roots = tree?.lookup(name('K'))
  for (const root of roots instanceof PDFArray ? roots.asArray() : roots ? [roots] : []) walk(root, null)
  const metadata = pdf.catalog.lookup(name('Metadata'))
  return {
    pdf,
    elements,
    painted: pdf.getPages().flatMap((page) => paintedOn(page)),
    xmp:
      metadata instanceof PDFRawStream
        ? Buffer.from(decodePDFRawStream(metadata).decode()).toString('utf8')
        : '',
    annotations: pdf
      .getPages()
      .flatMap((page) => page.node.Annots()?.asArray() ?? [])
      .flatMap((item) => dictOf(pdf.context.lookup(item)) ?? []),
  }
}

const painting = new Set(['f', 'F', 'f*', 'B', 'B*', 'b', 'b*', 'S', 's', 'sh', 'Do', 'Tj', 'TJ', "'", '"'])

function paintedOn(page: ReturnType<PDFDocument['getPages']>[number]): readonly Painted[] {
  const fonts = page.node.Resources()?.lookupMaybe(name('Font'), PDFDict)
  const properties = page.node.Resources()?.lookupMaybe(name('Properties'), PDFDict)
  const marks: Marked[] = []
  const found: Painted[] = []
  let font: PDFDict | null = null
  for (const { operator, operands } of operations(pageContent(page))) {
    const [first, second] = operands
    const tag = typeof first === 'object' && 'name' in first ? first.name : ''
    if (operator === 'BMC') marks.push({ mcid: null, isArtifact: tag === 'Artifact' })
    else if (operator === 'BDC')
      marks.push({ mcid: mcidOf(second, properties), isArtifact: tag === 'Artifact' })
    else if (operator === 'EMC') marks.pop()
    else if (operator === 'Tf') font = fonts?.lookupMaybe(name(tag), PDFDict) ?? null
    else if (painting.has(operator)) {
      const isText = operator.startsWith('T') || operator === "'" || operator === '"'
      found.push({ marks: [...marks], font: isText ? font : null, codes: isText ? codesIn(operands) : [] })
    }
  }
  return found
}

function mcidOf(operand: Operand | undefined, properties: PDFDict | undefined): number | null {
  if (typeof operand === 'object' && 'name' in operand) {
    const held = properties?.lookupMaybe(name(operand.name), PDFDict)?.lookup(name('MCID'))
    return held instanceof PDFNumber ? held.asNumber() : null
  }
  const held = propertiesOf(operand).get('MCID')
  return typeof held === 'number' ? held : null
}

/** Two-byte codes, as our Type 0 fonts with Identity-H have them. */
function codesIn(operands: readonly Operand[]): readonly number[] {
  return operands.flat().flatMap((operand) => {
    if (typeof operand !== 'object' || !('bytes' in operand)) return []
    const { bytes } = operand
    return Array.from(
      { length: bytes.length >> 1 },
      (_, index) => ((bytes[2 * index] ?? 0) << 8) | (bytes[2 * index + 1] ?? 0),
    )
  })
}

/** Code to text, by the font's ToUnicode map (ISO 32000-1, 9.10.3). */
function toUnicode(font: PDFDict): ReadonlyMap<number, string> | null {
  const map = font.lookup(name('ToUnicode'))
  if (!(map instanceof PDFRawStream)) return null
  const text = Buffer.from(decodePDFRawStream(map).decode()).toString('latin1')
  const found = new Map<number, string>()
  const decode = (hex: string): string =>
    Buffer.from(hex.replaceAll(/\s/g, ''), 'hex').swap16().toString('utf16le')
  for (const [, block = ''] of text.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, from = '', to = ''] of block.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f\s]*)>/gi))
      found.set(Number.parseInt(from, 16), decode(to))
  for (const [, block = ''] of text.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', , list = ''] of block.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f]+)>\s*\[([^\]]*)\]/gi))
      for (const [index, [, to = '']] of [...list.matchAll(/<([0-9a-f\s]*)>/gi)].entries())
        found.set(Number.parseInt(from, 16) + index, decode(to))
    for (const [, from = '', last = '', to = ''] of block.matchAll(
      /<([0-9a-f]+)>\s*<([0-9a-f]+)>\s*<([0-9a-f]{4})>/gi,
    ))
      for (let code = Number.parseInt(from, 16); code <= Number.parseInt(last, 16); code++)
        found.set(code, String.fromCharCode(Number.parseInt(to, 16) + code - Number.parseInt(from, 16)))
  }
  return found
}

const fontsUsed = ({ painted }: Checked): ReadonlySet<PDFDict> =>
  new Set(painted.flatMap(({ font }) => font ?? []))
const descendant = (font: PDFDict): PDFDict | undefined =>
  dictOf(font.lookupMaybe(name('DescendantFonts'), PDFArray)?.lookup(0))
const isEmbedded = (font: PDFDict): boolean => {
  const descriptor = (descendant(font) ?? font).lookupMaybe(name('FontDescriptor'), PDFDict)
  return ['FontFile', 'FontFile2', 'FontFile3'].some((key) => descriptor?.has(name(key)))
}
const typesUnder = ({ children }: Element): readonly string[] => children.map(({ type }) => type)
const onlyUnder = (checked: Checked, type: string, parents: readonly string[]): boolean =>
  checked.elements.some((one) => one.type === type && !parents.includes(one.parent?.type ?? ''))
const headings = ({ elements }: Checked): readonly number[] =>
  elements.filter(({ type }) => /^H[1-6]$/.test(type)).map(({ type }) => Number(type[1]))
const parentOfAnnotation = ({ elements, pdf }: Checked, annotation: PDFDict): Element | undefined =>
  elements.find(({ dict }) => {
    const kids = dict.lookup(name('K'))
    const list = kids instanceof PDFArray ? kids.asArray() : [dict.get(name('K'))]
    return list.some(
      (kid) => kid !== undefined && dictOf(pdf.context.lookup(kid))?.lookup(name('Obj')) === annotation,
    )
  })
const subtype = (annotation: PDFDict): string => nameOf(annotation.lookup(name('Subtype'))) ?? ''
const ofSubtype = ({ annotations }: Checked, ...wanted: readonly string[]): readonly PDFDict[] =>
  annotations.filter((one) => wanted.includes(subtype(one)))
const isHidden = (annotation: PDFDict): boolean =>
  ((annotation.lookupMaybe(name('F'), PDFNumber)?.asNumber() ?? 0) & 2) !== 0
const viewer = ({ pdf }: Checked): PDFDict | undefined =>
  pdf.catalog.lookupMaybe(name('ViewerPreferences'), PDFDict)
const layers = ({ pdf }: Checked): readonly PDFDict[] => {
  const properties = pdf.catalog.lookupMaybe(name('OCProperties'), PDFDict)
  const configs = properties?.lookupMaybe(name('Configs'), PDFArray)
  return (configs?.asArray() ?? []).flatMap((one) => dictOf(pdf.context.lookup(one)) ?? [])
}
const defaultLayers = ({ pdf }: Checked): PDFDict | undefined =>
  pdf.catalog.lookupMaybe(name('OCProperties'), PDFDict)?.lookupMaybe(name('D'), PDFDict)
const encryption = ({ pdf }: Checked): PDFDict | undefined => {
  const { Encrypt } = pdf.context.trailerInfo
  return Encrypt === undefined
    ? undefined
    : dictOf(Encrypt instanceof PDFRef ? pdf.context.lookup(Encrypt) : Encrypt)
}
const allObjects = ({ pdf }: Checked): readonly PDFDict[] =>
  pdf.context.enumerateIndirectObjects().flatMap(([, object]) => dictOf(object) ?? [])
const forms = (checked: Checked): readonly PDFRawStream[] =>
  checked.pdf.context
    .enumerateIndirectObjects()
    .flatMap(([, object]) =>
      object instanceof PDFRawStream && subtype(object.dict) === 'Form' ? [object] : [],
    )
const hasLang = ({ pdf }: Checked): boolean => (textOf(pdf.catalog.lookup(name('Lang'))) ?? '') !== ''
const unicodeOfAll = (checked: Checked): readonly string[] =>
  [...fontsUsed(checked)].flatMap((font) => [...(toUnicode(font)?.values() ?? [])])
const roleEntries = ({ pdf }: Checked): readonly (readonly [string, string])[] =>
  pdf.catalog
    .lookupMaybe(name('StructTreeRoot'), PDFDict)
    ?.lookupMaybe(name('RoleMap'), PDFDict)
    ?.entries()
    .map(([key, value]) => [key.decodeText(), nameOf(value) ?? ''] as const) ?? []
const mapsInCircle = (checked: Checked): boolean => {
  const map = new Map(roleEntries(checked))
  return [...map.keys()].some((start) => {
    const seen = new Set<string>()
    for (let at: string | undefined = start; at; at = map.get(at)) {
      if (seen.has(at)) return true
      seen.add(at)
    }
    return false
  })
}
const idsOfNotes = ({ elements }: Checked): readonly (string | undefined)[] =>
  elements.filter(({ type }) => type === 'Note').map(({ dict }) => textOf(dict.lookup(name('ID'))))

/** True where the condition holds, which is where the file fails. */
export const conditions: Readonly<Record<string, (checked: Checked) => boolean>> = {
  // artifact inside tagged content
  '01-003': ({ painted }) =>
    painted.some(({ marks }) =>
      marks.some((mark, at) => mark.isArtifact && marks.slice(0, at).some(({ mcid }) => mcid !== null)),
    ),
  // tagged content inside an artifact
  '01-004': ({ painted }) =>
    painted.some(({ marks }) =>
      marks.some((mark, at) => mark.mcid !== null && marks.slice(0, at).some(({ isArtifact }) => isArtifact)),
    ),
  // neither artifact nor tagged
  '01-005': ({ painted }) =>
    painted.some(({ marks }) => !marks.some(({ mcid, isArtifact }) => mcid !== null || isArtifact)),
  // suspects
  '01-007': ({ pdf }) =>
    pdf.catalog.lookupMaybe(name('MarkInfo'), PDFDict)?.lookup(name('Suspects')) === PDFBool.True,
  // a type that ends in no standard type
  '02-001': ({ elements }) => elements.some(({ type }) => !standard.has(type)),
  // a role map that goes round
  '02-003': mapsInCircle,
  // a standard type that is given another meaning
  '02-004': (checked) => roleEntries(checked).some(([from]) => standard.has(from)),
  // metadata
  '06-001': ({ pdf }) => !(pdf.catalog.lookup(name('Metadata')) instanceof PDFRawStream),
  '06-002': ({ xmp }) => !/<pdfuaid:part>\s*1\s*<\/pdfuaid:part>/.test(xmp),
  '06-003': ({ xmp }) => !/<dc:title>[\s\S]*<rdf:li[^>]*>[^<]+<\/rdf:li>/.test(xmp),
  '07-001': (checked) => viewer(checked)?.has(name('DisplayDocTitle')) !== true,
  '07-002': (checked) => viewer(checked)?.lookup(name('DisplayDocTitle')) === PDFBool.False,
  // tables and lists as ISO 32000-1, tables 336 and 337, have them
  '09-004': (checked) =>
    onlyUnder(checked, 'TR', ['Table', 'THead', 'TBody', 'TFoot']) ||
    onlyUnder(checked, 'TH', ['TR']) ||
    onlyUnder(checked, 'TD', ['TR']) ||
    onlyUnder(checked, 'THead', ['Table']) ||
    onlyUnder(checked, 'TBody', ['Table']) ||
    checked.elements.some(
      (one) => one.type === 'TR' && typesUnder(one).some((type) => type !== 'TH' && type !== 'TD'),
    ),
  '09-005': (checked) =>
    onlyUnder(checked, 'LI', ['L']) ||
    onlyUnder(checked, 'LBody', ['LI']) ||
    checked.elements.some(
      (one) => one.type === 'L' && typesUnder(one).some((type) => !['LI', 'L', 'Caption'].includes(type)),
    ),
  // a code that says no text
  '10-001': ({ painted }) =>
    painted.some(({ font, codes }) => {
      const map = font && toUnicode(font)
      return map ? codes.some((code) => (map.get(code) ?? '') === '') : false
    }),
  // language of the content, of alternative texts, of bookmarks, of the metadata
  '11-001': ({ elements }) => elements.some(({ hasContent, lang }) => hasContent && !lang),
  '11-002': ({ elements }) =>
    elements.some(({ dict, lang }) => ['Alt', 'ActualText', 'E'].some((key) => dict.has(name(key))) && !lang),
  '11-003': (checked) => checked.pdf.catalog.has(name('Outlines')) && !hasLang(checked),
  '11-004': (checked) => checked.annotations.some((one) => one.has(name('Contents'))) && !hasLang(checked),
  '11-006': (checked) => !hasLang(checked) && !/<rdf:li xml:lang="(?!x-default)/.test(checked.xmp),
  // figures and formulas say what they show
  '13-004': ({ elements }) =>
    elements.some(
      ({ type, dict }) =>
        type === 'Figure' && !textOf(dict.lookup(name('Alt'))) && !textOf(dict.lookup(name('ActualText'))),
    ),
  '14-002': (checked) => (headings(checked)[0] ?? 1) !== 1,
  '14-003': (checked) => headings(checked).some((level, at, all) => at > 0 && level > (all[at - 1] ?? 0) + 1),
  '14-006': ({ elements }) =>
    elements.some((one) => typesUnder(one).filter((type) => type === 'H').length > 1),
  '14-007': (checked) => headings(checked).length > 0 && checked.elements.some(({ type }) => type === 'H'),
  '15-003': ({ elements, pdf }) =>
    elements.some(({ type, dict }) => {
      if (type !== 'TH') return false
      const attributes = dict.lookup(name('A'))
      const list =
        attributes instanceof PDFArray
          ? attributes.asArray().map((one) => pdf.context.lookup(one))
          : [attributes]
      return !list.some((one) => dictOf(one)?.has(name('Scope')))
    }),
  '17-002': ({ elements }) => elements.some(({ type, dict }) => type === 'Formula' && !dict.has(name('Alt'))),
  '19-003': (checked) => idsOfNotes(checked).some((id) => !id),
  '19-004': (checked) => new Set(idsOfNotes(checked)).size < idsOfNotes(checked).length,
  // layers
  '20-001': (checked) => layers(checked).some((one) => !textOf(one.lookup(name('Name')))),
  '20-002': (checked) => {
    const own = defaultLayers(checked)
    return own !== undefined && !textOf(own.lookup(name('Name')))
  },
  '20-003': (checked) => [defaultLayers(checked), ...layers(checked)].some((one) => one?.has(name('AS'))),
  // enclosed files say how they are called, in both ways
  '21-001': (checked) =>
    allObjects(checked).some((one) => one.has(name('EF')) && !(one.has(name('F')) && one.has(name('UF')))),
  '25-001': ({ pdf }) => pdf.catalog.lookupMaybe(name('AcroForm'), PDFDict)?.has(name('XFA')) === true,
  '26-001': (checked) => encryption(checked)?.has(name('P')) === false,
  '26-002': (checked) => {
    const permissions = encryption(checked)?.lookup(name('P'))
    return permissions instanceof PDFNumber && (permissions.asNumber() & 512) === 0
  },
  // annotations
  '28-002': (checked) =>
    checked.annotations.some(
      (one) =>
        !['Widget', 'Link', 'Popup', 'TrapNet', 'PrinterMark'].includes(subtype(one)) &&
        !isHidden(one) &&
        parentOfAnnotation(checked, one)?.type !== 'Annot',
    ),
  '28-004': (checked) =>
    checked.annotations.some(
      (one) =>
        !['Widget', 'Link', 'Popup', 'TrapNet', 'PrinterMark'].includes(subtype(one)) &&
        !isHidden(one) &&
        !textOf(one.lookup(name('Contents'))) &&
        !parentOfAnnotation(checked, one)?.dict.has(name('Alt')),
    ),
  '28-005': (checked) =>
    ofSubtype(checked, 'Widget').some(
      (one) =>
        !isHidden(one) && !one.has(name('TU')) && !one.lookupMaybe(name('Parent'), PDFDict)?.has(name('TU')),
    ),
  '28-007': (checked) => ofSubtype(checked, 'TrapNet').length > 0,
  '28-008': ({ pdf }) =>
    pdf.getPages().some(({ node }) => (node.Annots()?.size() ?? 0) > 0 && !node.has(name('Tabs'))),
  '28-009': ({ pdf }) =>
    pdf
      .getPages()
      .some(
        ({ node }) =>
          (node.Annots()?.size() ?? 0) > 0 && node.has(name('Tabs')) && node.get(name('Tabs')) !== name('S'),
      ),
  '28-010': (checked) =>
    ofSubtype(checked, 'Widget').some(
      (one) => !isHidden(one) && parentOfAnnotation(checked, one)?.type !== 'Form',
    ),
  '28-011': (checked) =>
    ofSubtype(checked, 'Link').some((one) => parentOfAnnotation(checked, one)?.type !== 'Link'),
  '28-012': (checked) => ofSubtype(checked, 'Link').some((one) => !textOf(one.lookup(name('Contents')))),
  // XObjects
  '30-001': (checked) => forms(checked).some(({ dict }) => dict.has(name('Ref'))),
  '30-002': (checked) =>
    forms(checked).some((form) => {
      const uses = allObjects(checked).flatMap((one) =>
        (one.lookupMaybe(name('XObject'), PDFDict)?.values() ?? []).filter(
          (value) => checked.pdf.context.lookup(value) === form,
        ),
      )
      const marks = operations(decodePDFRawStream(form).decode()).some(
        ({ operator, operands }) => operator === 'BDC' && propertiesOf(operands[1]).has('MCID'),
      )
      return marks && uses.length > 1
    }),
  // fonts
  '31-005': (checked) =>
    [...fontsUsed(checked)].some((font) => {
      const held = descendant(font)
      return (
        held !== undefined &&
        subtype(held) === 'CIDFontType2' &&
        isEmbedded(font) &&
        !held.has(name('CIDToGIDMap'))
      )
    }),
  '31-009': (checked) => [...fontsUsed(checked)].some((font) => !isEmbedded(font)),
  '31-027': (checked) => [...fontsUsed(checked)].some((font) => !font.has(name('ToUnicode'))),
  '31-028': (checked) => unicodeOfAll(checked).some((text) => text.includes('\u0000')),
  '31-029': (checked) => unicodeOfAll(checked).some((text) => /[\ufeff\ufffe]/.test(text)),
  '31-030': ({ painted }) => painted.some(({ font, codes }) => font !== null && codes.includes(0)),
}

/** The conditions that a file fails, by their numbers. */
export function check(pdf: PDFDocument): readonly string[] {
  const checked = readForChecking(pdf)
  return Object.entries(conditions)
    .filter(([, fails]) => fails(checked))
    .map(([id]) => id)
}
