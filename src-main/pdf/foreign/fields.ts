import {
  PDFArray,
  PDFBool,
  PDFDict,
  type PDFDocument,
  PDFDropdown,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  type PDFPage,
  PDFRawStream,
  PDFRef,
  PDFStream,
  PDFString,
  PDFTextField,
  StandardFonts,
} from 'pdf-lib'
import { appearanceOf, isWidget, normalOf, shownAnnotations } from './annotations.ts'
import { lookAt } from './content.ts'
import { textsOf } from './drawn-texts.ts'
import { Refusal } from './reading/refusal.ts'

const [password, radio, pushButton, combo, richText] = [1 << 13, 1 << 15, 1 << 16, 1 << 17, 1 << 25]
const maxDepth = 32

/**
 * Sees to it that every form field shows on its page what it says. A viewer draws a field that has no drawing, and draws
 * all of them anew where the form asks for it. Here a text is drawn once, in this copy, where it is plain; whether a
 * drawing says what the field says is read from the drawing.
 * @throws Refusal `marks` for a field that a viewer would show otherwise, `signed` for one that holds a signature.
 */
export async function settleFields(source: PDFDocument, pages: readonly PDFPage[]): Promise<void> {
  const widgets = pages.flatMap(shownAnnotations).filter(isWidget)
  if (widgets.length === 0) return
  const form = source.catalog.lookup(PDFName.of('AcroForm'))
  const isRedrawn = form instanceof PDFDict && form.lookup(PDFName.of('NeedAppearances')) === PDFBool.True
  const written = widgets.flatMap((widget) => expectationOf(widget, isRedrawn))
  if (written.length === 0) return
  const missing = new Set(written.filter(({ isDrawn }) => !isDrawn).map(({ widget }) => widget))
  if (missing.size > 0) await draw(source, missing)
  const asked = written.filter(({ isTrusted }) => !isTrusted)
  const drawings = asked.map(({ widget }) => appearanceOf(widget))
  for (const [index, said] of (await textsOf(drawings, source)).entries()) {
    const expected = asked[index]
    if (expected && !says(said, expected.text, expected.isListed)) throw new Refusal('marks')
  }
}

type Expectation = {
  readonly widget: PDFDict
  readonly text: string
  /** One of several lines that are shown. */
  readonly isListed: boolean
  /** False where viewers draw it: it has no drawing, or the form asks for new ones. */
  readonly isDrawn: boolean
  /** A program of the form's writes the value in its own way, a date or an amount. */
  readonly isTrusted: boolean
}

/** What the drawing of a text or choice has to say; nothing for other fields and empty ones. @throws Refusal */
function expectationOf(widget: PDFDict, isRedrawn: boolean): readonly Expectation[] {
  const type = inherited(widget, 'FT')
  const value = inherited(widget, 'V')
  switch (type instanceof PDFName ? type.decodeText() : '') {
    case 'Sig':
      if (value !== undefined) throw new Refusal('signed')
      return []
    case 'Btn':
      refuseButton(widget, value, isRedrawn)
      return []
    case 'Tx':
    case 'Ch':
      return textExpectation(widget, value, isRedrawn)
    default:
      if (value !== undefined || !appearanceOf(widget)) throw new Refusal('marks')
      return []
  }
}

function textExpectation(
  widget: PDFDict,
  value: PDFObject | undefined,
  isRedrawn: boolean,
): readonly Expectation[] {
  const flags = flagsOf(widget)
  const text = textOf(widget, value)
  const isList = inherited(widget, 'FT') === PDFName.of('Ch') && !(flags & combo)
  const appearance = appearanceOf(widget)
  const showsText = appearance !== null && lookAt(appearance).showsText
  if (text === '') {
    // readers that fill in what a field has at first, that draw a frame, or a list of choices
    const isOpen = inherited(widget, 'DV') !== undefined || isList
    if (!appearance && (isOpen || hasFrame(widget))) throw new Refusal('marks')
    if (isRedrawn && (showsText || isOpen)) throw new Refusal('marks')
    return []
  }
  if (flags & (password | richText)) throw new Refusal('marks')
  const isDrawn = appearance !== null && !isRedrawn
  // with an empty drawing some viewers show the value and some nothing
  if ((isList && !isDrawn) || (isDrawn && !showsText)) throw new Refusal('marks')
  return [{ widget, text, isListed: isList, isDrawn, isTrusted: isDrawn && isFormatted(widget) }]
}

/** A box that is ticked has a drawing that shows it, and what it says and what it shows are the same. @throws Refusal */
function refuseButton(widget: PDFDict, value: PDFObject | undefined, isRedrawn: boolean): void {
  const appearance = appearanceOf(widget)
  const flags = flagsOf(widget)
  if (flags & pushButton) {
    if ((!appearance || isRedrawn) && hasFrame(widget)) throw new Refusal('marks')
    return
  }
  const states = normalOf(widget)
  if (!(states instanceof PDFDict)) throw new Refusal('marks')
  const state = widget.lookup(PDFName.of('AS'))
  const off = PDFName.of('Off')
  const isOn = state instanceof PDFName && state !== off
  if (value !== undefined && !(value instanceof PDFName)) throw new Refusal('marks')
  const isMeant = value === undefined ? isOn : value !== off && (!(flags & radio) || states.has(value))
  if (isOn !== isMeant || (isOn && value !== undefined && state !== value)) throw new Refusal('marks')
  if (isOn && (isRedrawn || !(appearance && lookAt(appearance).paints))) throw new Refusal('marks')
  if (isRedrawn && hasFrame(widget)) throw new Refusal('marks')
}

/** An entry of the field or of those above it (ISO 32000-1, 12.7.3.1). */
function inherited(widget: PDFDict, key: string): PDFObject | undefined {
  let at: PDFDict | undefined = widget
  for (let depth = 0; at; depth++) {
    if (depth > maxDepth) throw new Refusal('damaged')
    const value = at.lookup(PDFName.of(key))
    if (value !== undefined) return value
    const parent: PDFObject | undefined = at.lookup(PDFName.of('Parent'))
    at = parent instanceof PDFDict ? parent : undefined
  }
  return undefined
}

const flagsOf = (widget: PDFDict): number => {
  const flags = inherited(widget, 'Ff')
  return flags instanceof PDFNumber ? flags.asNumber() : 0
}
const hasFrame = (widget: PDFDict): boolean => {
  const look = widget.lookup(PDFName.of('MK'))
  return look instanceof PDFDict && ['CA', 'BC', 'BG', 'I'].some((key) => look.has(PDFName.of(key)))
}
function isFormatted(widget: PDFDict): boolean {
  const actions = inherited(widget, 'AA')
  return actions instanceof PDFDict && actions.has(PDFName.of('F'))
}

const decoded = (object: PDFObject | undefined): string | null =>
  object instanceof PDFString || object instanceof PDFHexString ? object.decodeText() : null

/** What a field says, of a choice the words that are shown for it. @throws Refusal for what is no text. */
function textOf(widget: PDFDict, value: PDFObject | undefined): string {
  if (value === undefined) return ''
  const values = value instanceof PDFArray ? value.asArray().map((_, index) => value.lookup(index)) : [value]
  const options = inherited(widget, 'Opt')
  const shown = new Map<string, string>()
  if (options instanceof PDFArray)
    for (let index = 0; index < options.size(); index++) {
      const option = options.lookup(index)
      const [name, words] =
        option instanceof PDFArray ? [decoded(option.lookup(0)), decoded(option.lookup(1))] : [null, null]
      if (name !== null && words !== null) shown.set(name, words)
    }
  return values
    .map((one) => {
      const text = decoded(one)
      if (text === null) throw new Refusal('marks')
      return shown.get(text) ?? text
    })
    .join('\n')
}

/** The same words, wherever lines and cells were parted. */
function says(drawn: string, text: string, isListed: boolean): boolean {
  const plain = (words: string): string => words.normalize('NFKC').replaceAll(/[\s\u00ad\ufeff]/g, '')
  return isListed
    ? text.split('\n').every((line) => plain(drawn).includes(plain(line)))
    : plain(drawn) === plain(text)
}

/** Draws these fields as pdf-lib does it, in the typeface that every viewer has. @throws Refusal */
async function draw(source: PDFDocument, missing: ReadonlySet<PDFDict>): Promise<void> {
  try {
    const font = source.embedStandardFont(StandardFonts.Helvetica)
    for (const field of source.getForm().getFields()) {
      if (!field.acroField.getWidgets().some(({ dict }) => missing.has(dict))) continue
      if (!(field instanceof PDFTextField || field instanceof PDFDropdown)) throw new Refusal('marks')
      field.updateAppearances(font)
    }
    await source.flush()
  } catch {
    throw new Refusal('marks') // letters that the typeface lacks, fields that are none
  }
  // what was made here is written like what was there
  for (const [ref, object] of source.context.enumerateIndirectObjects())
    if (object instanceof PDFStream && !(object instanceof PDFRawStream) && ref instanceof PDFRef)
      source.context.assign(ref, PDFRawStream.of(object.dict, object.getContents()))
}
