import {
  PDFArray,
  type PDFContext,
  PDFDict,
  type PDFDocument,
  PDFName,
  type PDFObject,
  PDFRef,
} from 'pdf-lib'
import { Refusal } from './reading/refusal.ts'

/** What is hidden in a file that has layers. */
export type Layers = {
  readonly exist: boolean
  /** @throws Refusal `interactive` where a viewer hides what belongs to this layer, or may. */
  refuseHidden(layer: PDFObject | undefined): void
}

const maxNested = 8
const lookup = (dict: PDFDict, key: string): PDFObject | undefined => dict.lookup(PDFName.of(key))
const nameIn = (dict: PDFDict, key: string): string => {
  const value = lookup(dict, key)
  return value instanceof PDFName ? value.decodeText() : ''
}
const listIn = (dict: PDFDict, key: string): readonly PDFObject[] => {
  const value = lookup(dict, key)
  return value instanceof PDFArray ? value.asArray() : []
}

/**
 * Optional content (ISO 32000-1, 8.11). Ours has no layers: all that is copied is seen. So nothing may be hidden: neither a
 * layer that is off when the file is opened, nor what a membership hides while all layers are on, nor what depends on who
 * looks, how near, in which language, or whether it is printed.
 * @throws Refusal `interactive`
 */
export function readLayers({ catalog, context }: PDFDocument): Layers {
  const properties = lookup(catalog, 'OCProperties')
  if (!(properties instanceof PDFDict)) return { exist: false, refuseHidden: () => undefined }
  const config = lookup(properties, 'D')
  if (config instanceof PDFDict) refuseOff(config)
  const groups = new Set(listIn(properties, 'OCGs').filter((one) => one instanceof PDFRef))
  for (const ref of groups) {
    const group = context.lookup(ref)
    if (group instanceof PDFDict) refuseUsage(group)
  }
  return {
    exist: true,
    refuseHidden(layer) {
      if (layer !== undefined && !isShown(layer, groups, context)) throw hidden()
    },
  }
}

const hidden = (): Refusal => new Refusal('interactive')

function refuseOff(config: PDFDict): void {
  const off = lookup(config, 'OFF')
  if (off !== undefined && !(off instanceof PDFArray && off.size() === 0)) throw hidden()
  if (!['', 'ON', 'Unchanged'].includes(nameIn(config, 'BaseState'))) throw hidden()
  if (!isForViewing(config)) throw hidden()
}

/** By its usage a layer may be off on the screen, on paper or in other programs, or for some who look at it. */
function refuseUsage(group: PDFDict): void {
  if (!isForViewing(group)) throw hidden()
  const usage = lookup(group, 'Usage')
  if (!(usage instanceof PDFDict)) return
  if (['Zoom', 'Language', 'User'].some((key) => usage.has(PDFName.of(key)))) throw hidden()
  for (const [key, state] of [
    ['View', 'ViewState'],
    ['Print', 'PrintState'],
    ['Export', 'ExportState'],
  ] as const) {
    const one = lookup(usage, key)
    if (one instanceof PDFDict && nameIn(one, state) === 'OFF') throw hidden()
  }
}

function isForViewing(dict: PDFDict): boolean {
  const intent = lookup(dict, 'Intent')
  if (intent === undefined) return true
  const intents = intent instanceof PDFArray ? intent.asArray() : [intent]
  return intents.some((one) => one === PDFName.of('View') || one === PDFName.of('All'))
}

/** Whether a layer or a membership is seen while every layer is on. @throws Refusal where viewers may differ. */
function isShown(layer: PDFObject, groups: ReadonlySet<PDFObject>, context: PDFContext): boolean {
  const dict = context.lookup(layer)
  if (!(dict instanceof PDFDict)) return true // viewers show what belongs to a layer that is not there
  const type = nameIn(dict, 'Type')
  if (type === 'OCG') return true
  if (type !== 'OCMD') throw hidden()
  const expression = lookup(dict, 'VE')
  if (expression !== undefined) return holds(expression, groups, context, 0)
  const given = lookup(dict, 'OCGs')
  const asWritten = dict.get(PDFName.of('OCGs'))
  if (asWritten === undefined) return true
  const members = given instanceof PDFArray ? given.asArray() : [asWritten]
  // of nothing, some viewers say that it is seen, some that it is not
  if (members.length === 0 || !members.every((one) => groups.has(one))) throw hidden()
  return ['', 'AllOn', 'AnyOn'].includes(nameIn(dict, 'P'))
}

/** A visibility expression: a layer, or an array of And, Or or Not and what it is about. */
function holds(
  expression: PDFObject,
  groups: ReadonlySet<PDFObject>,
  context: PDFContext,
  depth: number,
): boolean {
  if (depth > maxNested) throw hidden()
  if (groups.has(expression)) return true
  const list = context.lookup(expression)
  if (!(list instanceof PDFArray)) throw hidden()
  const [kind, ...operands] = list.asArray()
  const values = operands.map((one) => holds(one, groups, context, depth + 1))
  if (values.length === 0) throw hidden()
  switch (kind) {
    case PDFName.of('And'):
      return values.every(Boolean)
    case PDFName.of('Or'):
      return values.some(Boolean)
    case PDFName.of('Not'):
      if (values.length !== 1) throw hidden()
      return !values[0]
    default:
      throw hidden()
  }
}
