import { deflateSync } from 'node:zlib'
import { page, type RawObject, rawPdf } from './raw-pdf.ts'

/** Files that say two things, so that one reader shows the one and another reader the other. */
export type AmbiguousFile = {
  readonly name: string
  readonly bytes: Uint8Array
  /** How large its letters are is left to the viewer, and no two viewers do the same. */
  readonly isSizedByViewer?: boolean
}

const latin = (text: string): Buffer => Buffer.from(text, 'latin1')
const write = (words: string): Buffer => latin(`BT /F1 16 Tf 40 500 Td (${words}) Tj ET`)
const stream = (words: string): RawObject => ({ dict: '', stream: write(words) })
const [right, wrong] = ['Summa 620,00', 'Summa 999,00']
const contents = (words: string): string =>
  `4 0 obj\n<</Length ${write(words).length}>>\nstream\n${write(words).toString('latin1')}\nendstream\nendobj\n`

/** An ordinary file that says what is right. */
const plain = (): Buffer => rawPdf({ objects: page({ contents: stream(right) }) })
const tableAt = (file: Buffer): number => file.lastIndexOf('\nxref') + 1
const startOf = (file: Buffer): number => Number(/startxref\s+(\d+)/.exec(file.toString('latin1'))?.[1])
const ten = (value: number): string => String(value).padStart(10, '0')

/** Puts bytes in front of the table, and moves what the end says of the table's place. */
function before(file: Buffer, more: string): Buffer {
  const at = tableAt(file)
  return Buffer.concat([
    file.subarray(0, at),
    latin(more),
    latin(
      file
        .subarray(at)
        .toString('latin1')
        .replace(/startxref\s+\d+/, `startxref\n${at + more.length}`),
    ),
  ])
}

/** A further edition: an object, and a table that names it. */
function edition(file: Buffer, object: string, trailer = '', names = '4'): Buffer {
  const at = file.length
  const table = `xref\n${names} 1\n${ten(at)} 00000 n \ntrailer\n<</Size 6/Root 1 0 R/Prev ${startOf(file)}${trailer}>>\n`
  return Buffer.concat([file, latin(`${object}${table}startxref\n${at + object.length}\n%%EOF\n`)])
}

const bigEndian = (value: number, width: number): number[] =>
  Array.from({ length: width }, (_, index) => Math.floor(value / 256 ** (width - 1 - index)) % 256)

type Entry = readonly [type: number, second: number, third: number]
/** A file whose objects are named in a stream; the last object is that stream. */
function withStream(
  parts: readonly (readonly [number, string])[],
  entriesOf: (offsets: ReadonlyMap<number, number>) => ReadonlyMap<number, Entry>,
  over: { readonly predictor?: boolean; readonly trailer?: string } = {},
): Buffer {
  let file = '%PDF-1.7\n'
  const offsets = new Map<number, number>()
  for (const [number, body] of parts) {
    if (number > 0) offsets.set(number, file.length)
    file += body
  }
  const at = file.length
  const entries = new Map<number, Entry>([[0, [0, 0, 255]], ...entriesOf(offsets), [20, [1, at, 0]]])
  const index = [...entries.keys()].flatMap((number) => [number, 1]).join(' ')
  let rows = Buffer.from(
    [...entries.values()].flatMap(([type, second, third]) => [
      type,
      ...bigEndian(second, 4),
      ...bigEndian(third, 2),
    ]),
  )
  if (over.predictor) {
    const filtered = [...Array(rows.length / 7).keys()].flatMap((row) => [
      2,
      ...rows
        .subarray(row * 7, row * 7 + 7)
        .map((byte, column) => byte - (row > 0 ? (rows[row * 7 - 7 + column] ?? 0) : 0)),
    ])
    rows = Buffer.from(filtered.map((byte) => byte & 255))
  }
  const packed = deflateSync(rows)
  const params = over.predictor ? '/DecodeParms<</Predictor 12/Columns 7>>' : ''
  return Buffer.concat([
    latin(file),
    latin(
      `20 0 obj\n<</Type/XRef/W[1 4 2]/Index[${index}]/Size 21/Root 1 0 R/Filter/FlateDecode${params}${over.trailer ?? ''}/Length ${packed.length}>>\nstream\n`,
    ),
    packed,
    latin(`\nendstream\nendobj\nstartxref\n${at}\n%%EOF\n`),
  ])
}

const object = (number: number, body: string): readonly [number, string] => [
  number,
  `${number} 0 obj\n${body}\nendobj\n`,
]
const base: readonly (readonly [number, string])[] = [
  object(1, '<</Type/Catalog/Pages 2 0 R>>'),
  object(2, '<</Type/Pages/Kids[3 0 R]/Count 1>>'),
  object(
    3,
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>',
  ),
  object(5, '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>'),
]
const at = (offsets: ReadonlyMap<number, number>): Map<number, Entry> =>
  new Map([...offsets].map(([number, offset]) => [number, [1, offset, 0]]))

function objectStream(number: number, body: string): readonly [number, string] {
  const inner = `3 0 ${body}`
  return [
    number,
    `${number} 0 obj\n<</Type/ObjStm/N 1/First 4/Length ${inner.length}>>\nstream\n${inner}\nendstream\nendobj\n`,
  ]
}
const pageThat = (number: number): string =>
  `<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Resources<</Font<</F1 5 0 R>>>>/Contents ${number} 0 R>>`

export function* twoObjects(): Generator<AmbiguousFile> {
  const file = plain()
  yield {
    name: 'another object of the number behind the one that is named',
    bytes: before(file, contents(wrong)),
  }
  yield {
    name: 'another object of the number before the one that is named',
    bytes: rawPdf({
      objects: page({ contents: stream(right) }),
      header: `%PDF-1.7\n${contents(wrong)}`,
    }),
  }
  yield { name: 'a second edition', bytes: edition(plain(), contents(wrong)) }
  yield {
    name: 'a second edition, and a third that names the first object again',
    bytes: (() => {
      const second = edition(plain(), contents(wrong))
      const offset = second.indexOf('4 0 obj')
      const table = `xref\n4 1\n${ten(offset)} 00000 n \ntrailer\n<</Size 6/Root 1 0 R/Prev ${startOf(file)}>>\n`
      return Buffer.concat([second, latin(`${table}startxref\n${second.length}\n%%EOF\n`)])
    })(),
  }
  yield {
    name: 'a second edition that frees the content',
    bytes: (() => {
      const table = `xref\n4 1\n0000000000 00001 f \ntrailer\n<</Size 6/Root 1 0 R/Prev ${startOf(file)}>>\n`
      return Buffer.concat([file, latin(`${table}startxref\n${file.length}\n%%EOF\n`)])
    })(),
  }
  yield {
    name: 'a second edition that is not named at all',
    bytes: Buffer.concat([file, latin(contents(wrong)), latin(`startxref\n${startOf(file)}\n%%EOF\n`)]),
  }
  yield {
    name: 'a second edition that was cut off',
    bytes: edition(plain(), contents(wrong)).subarray(0, file.length + 60),
  }
  yield {
    name: 'a second edition whose table lies elsewhere',
    bytes: latin(
      edition(plain(), contents(wrong))
        .toString('latin1')
        .replace(/startxref\n\d+\n%%EOF\n$/, 'startxref\n12\n%%EOF\n'),
    ),
  }
  yield {
    name: 'a table that lies elsewhere',
    bytes: latin(file.toString('latin1').replace(/startxref\n\d+/, 'startxref\n17')),
  }
  yield {
    name: 'a table that lies elsewhere, and an object twice',
    bytes: latin(
      before(file, contents(wrong))
        .toString('latin1')
        .replace(/startxref\n\d+/, 'startxref\n17'),
    ),
  }
  yield {
    name: 'offsets that are wrong by three',
    bytes: latin(
      file
        .toString('latin1')
        .replaceAll(/^(\d{10}) 00000 n/gm, (_, offset: string) => `${ten(Number(offset) + 3)} 00000 n`),
    ),
  }
  yield {
    name: 'an offset that is another object',
    bytes: latin(
      before(file, contents(wrong))
        .toString('latin1')
        .replace(ten(file.indexOf('4 0 obj')), ten(file.indexOf('5 0 obj'))),
    ),
  }
  yield {
    name: 'offsets that point at the blank before an object',
    bytes: latin(
      file
        .toString('latin1')
        .replaceAll(/^(\d{10}) 00000 n/gm, (_, offset: string) => `${ten(Number(offset) - 1)} 00000 n`),
    ),
  }
  yield {
    name: 'a table that begins with one in place of zero',
    bytes: latin(file.toString('latin1').replace('xref\n0 6', 'xref\n1 6')),
  }
  yield {
    name: 'another generation of the number',
    bytes: before(file, contents(wrong).replace('4 0 obj', '4 1 obj')),
  }
  yield {
    name: 'a page that asks for another generation',
    bytes: latin(plain().toString('latin1').replace('/Contents 4 0 R', '/Contents 4 1 R')),
  }
  yield { name: 'a table as a stream', bytes: withStream([...base, [4, contents(right)]], at) }
  yield {
    name: 'a table as a stream, packed as rows',
    bytes: withStream([...base, [4, contents(right)]], at, { predictor: true }),
  }
  yield {
    name: 'a table as a stream, and another object behind',
    bytes: withStream([...base, [4, contents(right)], [0, contents(wrong)]], at, { predictor: true }),
  }
  yield {
    name: 'a table as a stream, and another object before',
    bytes: withStream([[0, contents(wrong)], ...base, [4, contents(right)]], at),
  }
  for (const [name, named] of [
    ['in a stream', true],
    ['beside a stream', false],
  ] as const)
    yield {
      name: `a page that is named ${name}, and is there twice`,
      bytes: withStream(
        [
          ...base,
          [4, contents(right)],
          [6, contents(wrong).replace('4 0 obj', '6 0 obj')],
          objectStream(7, pageThat(6)),
        ],
        (offsets) => (named ? new Map([...at(offsets), [3, [2, 7, 0]]]) : at(offsets)),
      ),
    }
  yield {
    name: 'a page that is said to be in a stream where it is not',
    bytes: withStream(
      [...base, [4, contents(right)], objectStream(7, pageThat(4))],
      (offsets) => new Map([...at(offsets), [3, [2, 7, 1]]]),
    ),
  }
  yield* hybrids()
  yield* listedTwice()
}

/** A table, and a stream beside it for readers that know streams. */
function* hybrids(): Generator<AmbiguousFile> {
  for (const [name, isFree, comesFirst] of [
    ['what the table calls free', true, false],
    ['what the table has elsewhere', false, false],
    ['what only an older table has', false, true],
  ] as const) {
    const file = before(plain(), contents(wrong))
    const wrongAt = file.lastIndexOf('4 0 obj')
    const rows = deflateSync(Buffer.from([1, ...bigEndian(wrongAt, 4), 0, 0]))
    const own = file.length
    const xref = `20 0 obj\n<</Type/XRef/W[1 4 2]/Index[4 1]/Size 21/Root 1 0 R/Filter/FlateDecode/Length ${rows.length}>>\nstream\n`
    const head = Buffer.concat([file, latin(xref), rows, latin('\nendstream\nendobj\n')])
    const offset = isFree ? '0000000000 65535 f' : `${ten(file.indexOf('4 0 obj'))} 00000 n`
    const table = comesFirst ? 'xref\n0 0\n' : `xref\n4 1\n${offset} \n`
    yield {
      name: `a hybrid whose stream names ${name}`,
      bytes: Buffer.concat([
        head,
        latin(
          `${table}trailer\n<</Size 21/Root 1 0 R/Prev ${startOf(file)}/XRefStm ${own}>>\nstartxref\n${head.length}\n%%EOF\n`,
        ),
      ]),
    }
  }
}

function* listedTwice(): Generator<AmbiguousFile> {
  const other = stream(wrong)
  const entries = (words: string): Buffer =>
    rawPdf({
      objects: page({
        page: `<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Resources<</Font<</F1 5 0 R>>>>${words}>>`,
        contents: stream(right),
        more: [other],
      }),
    })
  yield { name: 'a page with two contents', bytes: entries('/Contents 4 0 R/Contents 6 0 R') }
  yield { name: 'a page with the same contents twice', bytes: entries('/Contents 4 0 R/Contents 4 0 R') }
  yield {
    name: 'a page tree that counts fewer pages than it has',
    bytes: rawPdf({
      objects: page({
        pages: '<</Type/Pages/Kids[3 0 R 7 0 R]/Count 1>>',
        contents: stream(right),
        more: [
          other,
          '<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Resources<</Font<</F1 5 0 R>>>>/Contents 6 0 R>>',
        ],
      }),
    }),
  }
  yield {
    name: 'a page tree that counts more pages than it has',
    bytes: rawPdf({
      objects: page({ pages: '<</Type/Pages/Kids[3 0 R]/Count 3>>', contents: stream(right) }),
    }),
  }
  yield {
    name: 'two catalogs',
    bytes: edition(plain(), '1 0 obj\n<</Type/Catalog/Pages 2 0 R/Lang(fi)>>\nendobj\n', '', '1'),
  }
  for (const [name, length] of [
    ['too short by an end of line', write(right).length - 1],
    ['of another object', '6 0 R'],
    ['too long by two', write(right).length + 2],
    ['of nothing', 0],
  ] as const)
    yield {
      name: `a length that is ${name}`,
      bytes: rawPdf({
        objects: page({
          contents: { dict: '', stream: write(right), length: String(length) },
          more: [String(write(right).length)],
        }),
      }),
    }
  yield {
    name: 'a length of its own, of content that speaks of streams',
    bytes: rawPdf({
      objects: page({
        contents: {
          dict: '',
          stream: write(`${right} stream endstream endobj stream`),
          length: '6 0 R',
        },
        more: [String(write(`${right} stream endstream endobj stream`).length)],
      }),
    }),
  }
  for (const [name, words] of [
    ['nul', '\0'.repeat(4096)],
    ['one nul', '\0'],
    ['blanks and lines', ' \r\n'.repeat(4000)],
    ['a web page', '<html><body>palvelin lisäsi tämän</body></html>'.repeat(100)],
    ['a boundary of mail', '\r\n--boundary--\r\n'],
  ] as const)
    yield { name: `a tail of ${name}`, bytes: Buffer.concat([plain(), latin(words)]) }
  for (const [name, words] of [
    ['blanks', ' \r\n'.repeat(100)],
    ['mail', 'Content-Type: application/pdf\r\n\r\n'],
    ['a mark of byte order', '\xef\xbb\xbf'],
    ['nul', '\0'.repeat(900)],
  ] as const) {
    yield { name: `${name} before the header`, bytes: Buffer.concat([latin(words), plain()]) }
    yield {
      name: `${name} before the header, counted`,
      bytes: rawPdf({ objects: page({ contents: stream(right) }), header: `${words}%PDF-1.7\n` }),
    }
  }
  yield { name: 'no mark of its end', bytes: latin(plain().toString('latin1').replace('%%EOF\n', '')) }
}
