import type { CellBudget } from '../cells/limits.ts'
import { openPackage } from './package-parts.ts'
import { readStyles } from './styles.ts'
import { readSharedTexts } from './texts.ts'
import { readWorksheet, type Worksheet } from './worksheet.ts'
import { isTrue, prefixed, readXml } from './xml.ts'

export type WorkbookSheet = Worksheet & { readonly name: string; readonly isHidden: boolean }

/**
 * Reads the sheets of an XLSX workbook in their order, from either family of namespaces and with any prefixes. Reading is our
 * own over an archive and an XML library: the ready-made readers tell neither hidden rows, lines nor formulas without a value.
 * @throws Error when it is no workbook.
 */
export function readWorkbook(bytes: Uint8Array, budget: CellBudget): readonly WorkbookSheet[] | 'too-large' {
  const parts = openPackage(bytes)
  if (parts === 'too-large') return parts
  const main = parts.relationsOf('').find(({ type }) => type === 'officeDocument')?.part ?? 'xl/workbook.xml'
  const workbook = parts.read(main)
  if (!workbook) throw new Error('no workbook')
  const relations = parts.relationsOf(main)
  const partOf = (type: string): Uint8Array | null => {
    const found = relations.find((relation) => relation.type === type)
    return found ? parts.read(found.part) : null
  }
  const listed: { name: string; isHidden: boolean; part: string }[] = []
  let is1904 = false
  let isUncalculated = false
  readXml(workbook, {
    open: (element, attributes, parent) => {
      if (element === 'workbookPr') is1904 = isTrue(attributes.date1904)
      if (element === 'calcPr') isUncalculated = isTrue(attributes.fullCalcOnLoad)
      if (element !== 'sheet' || parent !== 'sheets') return
      const id = prefixed(attributes, 'id')
      const relation = relations.find((one) => one.id === id)
      if (relation?.type !== 'worksheet') return // charts and dialogs hold no rows
      const { name = '', state = 'visible' } = attributes
      listed.push({ name, isHidden: state !== 'visible', part: relation.part })
    },
  })
  if (listed.length === 0) throw new Error('no sheets')
  const facts = {
    texts: readSharedTexts(partOf('sharedStrings')),
    formats: readStyles(partOf('styles')),
    is1904,
    isUncalculated,
  }
  return listed.map(({ name, isHidden, part }) => {
    const xml = parts.read(part)
    if (!xml) throw new Error('a sheet is missing')
    return { name, isHidden, ...readWorksheet(xml, facts, budget) }
  })
}
