import { formatOf, type NumberFormat } from './number-format.ts'
import { readXml } from './xml.ts'

/** The number format of each cell style, in the order in which cells name them. */
export function readStyles(xml: Uint8Array | null): readonly NumberFormat[] {
  const codes = new Map<number, string>()
  const ids: number[] = []
  if (xml)
    readXml(xml, {
      open: (name, { numFmtId = '0', formatCode }, parent) => {
        if (name === 'numFmt' && parent === 'numFmts' && formatCode !== undefined)
          codes.set(Number(numFmtId), formatCode)
        if (name === 'xf' && parent === 'cellXfs') ids.push(Number(numFmtId))
      },
    })
  return ids.map((id) => formatOf(id, codes.get(id)))
}
