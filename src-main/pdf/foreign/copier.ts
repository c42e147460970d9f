import {
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFName,
  PDFNull,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFStream,
} from 'pdf-lib'
import type { Pdf, Ref } from '../document/pdfkit.ts'
import { decoded, hasLayerInContent } from './content.ts'
import type { Layers } from './layers.ts'
import { Refusal } from './reading/refusal.ts'

/** Syntax of another file, written as it is. */
class Raw {
  readonly syntax: string
  constructor(syntax: string) {
    this.syntax = syntax
  }
  /** By this PDFKit tells a value that it writes by its own `toString` from a dictionary. */
  get [Symbol.toStringTag](): string {
    return 'Raw'
  }
  toString(): string {
    return this.syntax
  }
}
const none = new Raw('null')

/** Entries that lead out of what is drawn: to scripts and actions, to the page tree, to other files, to tags that are not carried over. */
const leftOut = new Set([
  'A',
  'AA',
  'JS',
  'JavaScript',
  'OpenAction',
  'URI',
  'Dest',
  'Annots',
  'AcroForm',
  'Parent',
  'P',
  'Pg',
  'B',
  'StructParent',
  'StructParents',
  'PieceInfo',
  'Metadata',
  'LastModified',
  'OPI',
  'Ref',
  'Alternates',
  'AF',
  'EF',
  'Length',
  'DL',
  'OC',
  'Measure',
  'PtData',
])
const leadingOut = new Set(['Action', 'Annot', 'Catalog', 'Page', 'Pages', 'Filespec', 'EmbeddedFile', 'Sig'])
const actions = new Set([
  'JavaScript',
  'Launch',
  'URI',
  'GoTo',
  'GoToR',
  'GoToE',
  'SubmitForm',
  'ResetForm',
  'ImportData',
  'Rendition',
  'Movie',
  'Sound',
  'Thread',
  'Named',
  'Hide',
  'SetOCGState',
  'Trans',
  'RichMediaExecute',
])
/** Dictionaries whose keys are names of the file's own choosing: a font called `A` is no action. */
const ofNames = new Set([
  'Font',
  'XObject',
  'ExtGState',
  'ColorSpace',
  'Pattern',
  'Shading',
  'Properties',
  'CharProcs',
  'Colorants',
  'Components',
])
const maxNodes = 1_000_000
const maxDepth = 60

/** What has been written is known by its number alone: pages hold on to it until the end of the file. */
const forget = (ref: Ref): void => {
  for (const key of Object.keys(ref.data)) delete ref.data[key]
}

const nameOf = (dict: PDFDict, key: string): string => {
  const value = dict.get(PDFName.of(key))
  return value instanceof PDFName ? value.decodeText() : ''
}

const isLeadingOut = (dict: PDFDict): boolean =>
  leadingOut.has(nameOf(dict, 'Type')) ||
  nameOf(dict, 'Subtype') === 'PS' ||
  (actions.has(nameOf(dict, 'S')) && nameOf(dict, 'Type') !== 'Group')

/** What a name can stand for: never a text, in which a script could hide. */
function isResource(context: PDFContext, value: PDFObject): boolean {
  const target = value instanceof PDFRef ? context.lookup(value) : value
  return [PDFDict, PDFRawStream, PDFArray, PDFName].some((kind) => target instanceof kind)
}

/** What a page's content may name as the layer of a part of it. */
function refuseHiddenProperties(context: PDFContext, layers: Layers, object: PDFObject): void {
  const properties = context.lookup(object)
  if (!(properties instanceof PDFDict)) return
  for (const [, value] of properties.entries()) {
    const one = context.lookup(value)
    if (one instanceof PDFDict && ['OCG', 'OCMD'].includes(nameOf(one, 'Type'))) layers.refuseHidden(value)
  }
}

/** @throws Refusal `interactive` */
function refuseLayerInContent(layers: Layers, source: PDFRawStream | Uint8Array): void {
  if (!layers.exist) return
  if (hasLayerInContent(source instanceof Uint8Array ? source : decoded(source)))
    throw new Refusal('interactive')
}

/**
 * Copies what a page draws out of another file into ours, stream by stream and byte by byte: fonts, pictures, colours,
 * states. What could act, or lead to another file, stays behind. An object is copied once, however often it is used.
 * @throws Refusal `damaged` for what no page needs to have: streams that lie elsewhere, objects within themselves;
 * `interactive` for what a layer hides.
 */
export function createCopier(pdf: Pdf, context: PDFContext, layers: Layers) {
  const copied = new Map<PDFRef, Ref>()
  const waiting: {
    readonly ref: Ref
    readonly object: PDFDict | PDFRawStream
    readonly areNames: boolean
  }[] = []
  let nodes = 0

  function entries(dict: PDFDict, depth: number, areNames = false): Record<string, unknown> {
    const out: Record<string, unknown> = {}
    for (const [key, value] of dict.entries()) {
      const name = key.decodeText()
      if (!areNames && name === 'OC') layers.refuseHidden(value)
      if (!areNames && name === 'Properties') refuseHiddenProperties(context, layers, value)
      if (areNames ? isResource(context, value) : !leftOut.has(name))
        out[key.asString().slice(1)] = convert(value, depth + 1, !areNames && ofNames.has(name))
    }
    return out
  }
  function convert(object: PDFObject | undefined, depth: number, areNames = false): unknown {
    if (++nodes > maxNodes) throw new Refusal('too-large')
    if (depth > maxDepth) throw new Refusal('damaged')
    if (object === undefined || object === PDFNull) return none
    if (object instanceof PDFRef) return reference(object, depth, areNames)
    if (object instanceof PDFArray) return object.asArray().map((item) => convert(item, depth + 1))
    if (object instanceof PDFDict)
      return !areNames && isLeadingOut(object) ? none : entries(object, depth, areNames)
    if (object instanceof PDFStream) throw new Refusal('damaged') // a stream is always an object of its own
    return new Raw(object.toString())
  }
  function reference(from: PDFRef, depth: number, areNames: boolean): unknown {
    const known = copied.get(from)
    if (known) return known
    const target = context.lookup(from)
    if (target instanceof PDFRawStream || target instanceof PDFDict) {
      if (!areNames && isLeadingOut(target instanceof PDFDict ? target : target.dict)) return none
      const ref = pdf.ref({})
      copied.set(from, ref)
      waiting.push({ ref, object: target, areNames: areNames && target instanceof PDFDict })
      return ref
    }
    return convert(target, depth + 1, areNames)
  }
  function drain(): void {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { ref, object, areNames } = next
      if (object instanceof PDFDict) {
        Object.assign(ref.data, entries(object, 0, areNames))
        ref.end()
        forget(ref)
      } else {
        if (nameOf(object.dict, 'Subtype') === 'Form') refuseLayerInContent(layers, object)
        if (object.dict.has(PDFName.of('F'))) throw new Refusal('damaged') // its bytes would lie in another file
        Object.assign(ref.data, entries(object.dict, 0))
        pdf.endWith(ref, object.contents)
        forget(ref)
      }
    }
  }
  return {
    /** Resources, a group, a matrix: converted, with all that it refers to written. */
    value(object: PDFObject | undefined): unknown {
      const converted = convert(object, 0)
      drain()
      return converted
    },
    /** A form XObject made of a stream of the other file as it is, or of these bytes, with entries that go before its own. */
    form(source: PDFRawStream | Uint8Array, over: Record<string, unknown>): Ref {
      const isOurs = source instanceof Uint8Array
      refuseLayerInContent(layers, source)
      const own = isOurs ? {} : entries(source.dict, 0)
      const ref = pdf.ref({ ...own, Type: 'XObject', Subtype: 'Form', ...over })
      drain()
      if (isOurs) ref.end(source.length > 0 ? source : Buffer.from('\n'))
      else pdf.endWith(ref, source.contents)
      forget(ref)
      return ref
    },
  }
}
export type Copier = ReturnType<typeof createCopier>
