import { strToU8, zipSync } from 'fflate'

const toXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** Number formats that the cells of a built workbook may name as their style `s`, by place in this list. */
export const formatCodes = [
  'General',
  'd\\.m\\.yyyy',
  '[$-40B]d\\.\\ mmmm\\ yyyy;@',
  'yyyy\\-mm\\-dd\\ hh:mm',
  'h:mm',
  '[h]:mm',
  '000',
  '0.00',
  '#,##0.00\\ "€"',
  'DD.MM.YYYY',
  'hh:mm:ss',
  '"d"0',
  '[Red]0.00E+00',
] as const
export const styleOf = (code: (typeof formatCodes)[number]): number => formatCodes.indexOf(code)

type SheetXml = {
  readonly name: string
  readonly rows: string
  readonly state?: string
  readonly columns?: string
}
type WorkbookXml = {
  readonly sheets: readonly SheetXml[]
  /** Stands in the workbook before its sheets and behind them. */
  readonly settings?: string
  readonly calculation?: string
  /** The texts that cells of type `s` name, each the inside of its `si`. */
  readonly texts?: readonly string[]
  /** The other family of namespaces (ISO/IEC 29500-1 strict). */
  readonly isStrict?: boolean
  /** How relationships name the parts of the workbook. */
  readonly target?: (part: string) => string
  /** Works on the finished text of each part, such as to give its elements a prefix. */
  readonly change?: (xml: string, part: string) => string | Uint8Array
  readonly extra?: Readonly<Record<string, Uint8Array>>
}

/** A workbook, written part by part, so that a test can also write one that only some program would. */
export function aWorkbook(workbook: WorkbookXml): Uint8Array {
  const { sheets, settings = '', calculation = '', texts, isStrict = false } = workbook
  const { target = (part) => part, change = (xml) => xml, extra = {} } = workbook
  const main = isStrict
    ? 'http://purl.oclc.org/ooxml/spreadsheetml/main'
    : 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const office = isStrict
    ? 'http://purl.oclc.org/ooxml/officeDocument/relationships'
    : 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
  const relations = (list: readonly (readonly [string, string, string])[]): string =>
    `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list
      .map(([id, type, part]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${part}"/>`)
      .join('')}</Relationships>`
  const numbered = sheets.map((sheet, index) => ({ ...sheet, id: index + 1 }))
  const parts: Record<string, string> = {
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${office}">${settings}<sheets>${numbered
      .map(
        ({ name, id, state }) =>
          `<sheet name="${toXml(name)}" sheetId="${id}"${state ? ` state="${state}"` : ''} r:id="rId${id}"/>`,
      )
      .join('')}</sheets>${calculation}</workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...numbered.map(({ id }) => [`rId${id}`, 'worksheet', target(`worksheets/sheet${id}.xml`)] as const),
      ['rId90', 'styles', target('styles.xml')],
      ...(texts ? [['rId91', 'sharedStrings', target('sharedStrings.xml')] as const] : []),
    ]),
    'xl/styles.xml': `${head}<styleSheet xmlns="${main}"><numFmts>${formatCodes
      .map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${toXml(code)}"/>`)
      .join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${formatCodes
      .map((_, index) => `<xf numFmtId="${164 + index}" xfId="0"/>`)
      .join('')}</cellXfs></styleSheet>`,
    ...Object.fromEntries(
      numbered.map(({ id, rows, columns = '' }) => [
        `xl/worksheets/sheet${id}.xml`,
        `${head}<worksheet xmlns="${main}">${columns}<sheetData>${rows}</sheetData></worksheet>`,
      ]),
    ),
    ...(texts
      ? {
          'xl/sharedStrings.xml': `${head}<sst xmlns="${main}">${texts.map((text) => `<si>${text}</si>`).join('')}</sst>`,
        }
      : {}),
  }
  const packed = Object.entries(parts).map(([part, xml]) => {
    const changed = change(xml, part)
    return [part, typeof changed === 'string' ? strToU8(changed) : changed] as const
  })
  return zipSync({ ...Object.fromEntries(packed), ...extra })
}

/** A small workbook of one sheet. */
export const anXlsx = (rows: string, extra: Readonly<Record<string, Uint8Array>> = {}): Uint8Array =>
  aWorkbook({ sheets: [{ name: 'Käynnit', rows }], extra })

export const textCell = (at: string, text: string): string =>
  `<c r="${at}" t="inlineStr"><is><t>${toXml(text)}</t></is></c>`
