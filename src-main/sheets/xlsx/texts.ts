import { readXml } from './xml.ts'

/** The texts that cells name by their number: of rich text all runs, of phonetic guides nothing. */
export function readSharedTexts(xml: Uint8Array | null): readonly string[] {
  const texts: string[] = []
  const collect = textCollector()
  if (xml)
    readXml(xml, {
      open: (name, _, parent) => {
        if (name === 'si') collect.start()
        else collect.open(name, parent)
      },
      text: collect.text,
      close: (name) => {
        collect.close(name)
        if (name === 'si') texts.push(collect.end())
      },
    })
  return texts
}

/** Gathers the text of one `si` or `is`: what stands in `t`, but for the readings that are printed above (`rPh`). */
export function textCollector() {
  let whole = ''
  let isIn = false
  return {
    start: () => {
      whole = ''
    },
    open: (name: string, parent: string) => {
      if (name === 't' && parent !== 'rPh') isIn = true
    },
    text: (text: string) => {
      if (isIn) whole += text
    },
    close: (name: string) => {
      if (name === 't') isIn = false
    },
    end: () => unescapeText(whole),
  }
}

/** `_x000D_` stands for a sign that XML could not hold (ST_Xstring). */
export const unescapeText = (text: string): string =>
  text.replaceAll(/_x([0-9A-F]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
