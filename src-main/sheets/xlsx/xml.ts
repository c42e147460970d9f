import sax from 'sax'

/** Names are local: a file may give the same element any prefix, and the strict form of the standard another namespace. */
export type XmlHandlers = {
  readonly open: (name: string, attributes: Attributes, parent: string) => void
  readonly text?: (text: string) => void
  readonly close?: (name: string) => void
}
export type Attributes = Readonly<Record<string, string>>

const chunkBytes = 1024 * 1024

/** Reads one XML part of a workbook piece by piece. @throws Error when it is not well-formed or ends early. */
export function readXml(bytes: Uint8Array, { open, text, close }: XmlHandlers): void {
  const parser = sax.parser(true)
  const path: string[] = ['']
  parser.onerror = (error) => {
    throw error
  }
  parser.onopentag = ({ name, attributes }) => {
    const local = localName(name)
    open(local, attributes as Attributes, path.at(-1) ?? '') // without the option xmlns the values are strings
    path.push(local)
  }
  parser.onclosetag = () => {
    const name = path.pop() ?? ''
    close?.(name)
  }
  if (text) {
    parser.ontext = text
    parser.oncdata = text
  }
  const decoder = new TextDecoder(encodingOf(bytes))
  for (let from = 0; from < bytes.length; from += chunkBytes)
    parser.write(decoder.decode(bytes.subarray(from, from + chunkBytes), { stream: true }))
  parser.write(decoder.decode()).close()
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** The attribute with this local name that has a prefix: `r:id`, whatever `r` is called here. */
export const prefixed = (attributes: Attributes, name: string): string | undefined =>
  Object.entries(attributes).find(([key]) => key.includes(':') && localName(key) === name)?.[1]

/** A boolean of XML Schema (`true`, `1`), or of the older ST_OnOff (`on`). */
export const isTrue = (value: string | undefined): boolean =>
  ['1', 'true', 'on'].includes(value?.trim().toLowerCase() ?? '')

/** A byte order mark decides, then the zeros of UTF-16, then what the first line says; else UTF-8. */
function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be'
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const label =
    /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*encoding\s*=\s*["']([\w-]+)["']/.exec(head)?.[1] ?? 'utf-8'
  if (/^utf-?16/i.test(label)) return 'utf-8' // it would have had zeros
  try {
    return new TextDecoder(label).encoding
  } catch {
    return 'utf-8'
  }
}
