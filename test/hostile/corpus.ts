import { deflateSync } from 'node:zlib'
import { PDFDocument } from 'pdf-lib'
import { aCmykJpeg, aJpeg } from '../builders/jpeg-files.ts'
import { aForm, anEncryptedPdf, aPdf, aPdfWithScripts, aPng, aSignedPdf } from '../builders/pdf-files.ts'
import { aPngOf, pngFile } from '../builders/png-files.ts'
import { page, type RawPdf, rawPdf } from './raw-pdf.ts'

/** What has to come of a file, where only one answer will do. */
export type Wanted =
  | ('merge' | 'encrypted' | 'damaged' | 'signed' | 'format')
  | ('interactive' | 'marks' | 'ambiguous' | 'too-large')
export type Hostile = {
  readonly name: string
  readonly bytes: Uint8Array
  readonly wanted?: readonly Wanted[]
}

const latin = (text: string): Buffer => Buffer.from(text, 'latin1')
const zeros = (mega: number): Buffer => deflateSync(Buffer.alloc(mega * 1024 * 1024), { level: 9 })
const whole: readonly Wanted[] = ['encrypted', 'damaged', 'signed', 'interactive', 'too-large', 'format']

/** Files that programs have stumbled over, made anew each time and the same each time. */
export async function* corpus(): AsyncGenerator<Hostile> {
  yield* cutOff(await bases())
  yield* flipped(await bases())
  yield* encrypted(await bases())
  yield* pageTrees()
  yield* crossReferences()
  yield* bombs()
  yield* large()
  yield* lengths()
  yield* acting()
  yield* contents()
  yield* drawings()
  yield* boxes()
  yield* garbage()
  yield* pictures()
}

type Bases = Readonly<Record<string, Uint8Array>>
async function bases(): Promise<Bases> {
  const packed = await PDFDocument.load(await aPdf(4))
  return {
    plain: rawPdf({ objects: page() }),
    packed: await packed.save({ useObjectStreams: true }),
    form: await aForm('620'),
    scripts: await aPdfWithScripts(),
    signed: await aSignedPdf(),
  }
}
const raw = (name: string, pdf: RawPdf, wanted?: readonly Wanted[]): Hostile => ({
  name,
  bytes: rawPdf(pdf),
  ...(wanted ? { wanted } : {}),
})

function* cutOff(files: Bases): Generator<Hostile> {
  for (const [name, bytes] of Object.entries(files))
    for (let tenth = 1; tenth < 10; tenth++) {
      const cut = bytes.slice(0, Math.floor((bytes.length * tenth) / 10))
      yield { name: `${name} cut at ${tenth}/10`, bytes: cut, wanted: ['damaged'] }
    }
}

/** Bytes changed at random, by a seed of their own. */
function* flipped(files: Bases): Generator<Hostile> {
  let state = 20_261_125
  const next = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  for (const [name, bytes] of Object.entries(files))
    for (let round = 0; round < 12; round++) {
      const changed = Uint8Array.from(bytes)
      for (let count = 0; count < 1 + round * 4; count++) changed[next(changed.length)] = next(256)
      yield { name: `${name} with ${1 + round * 4} bytes changed`, bytes: changed }
    }
}

async function* encrypted(files: Bases): AsyncGenerator<Hostile> {
  yield { name: 'encrypted with a password', bytes: await anEncryptedPdf(), wanted: ['encrypted'] }
  for (const [name, userPassword] of [
    ['encrypted with an empty password', ''],
    ['encrypted with a long password', 'x'.repeat(127)],
  ] as const) {
    const pdf = await PDFDocument.load(files.plain ?? new Uint8Array())
    pdf.encrypt({ userPassword, ownerPassword: 'omistaja' })
    yield { name, bytes: await pdf.save({ useObjectStreams: false }), wanted: ['encrypted'] }
  }
  for (const dict of ['<</Filter/Standard/V 99/R 99>>', '<</Filter/Unknown>>', '7 0 R', '[]'])
    yield raw(`encryption that says ${dict}`, {
      objects: page(),
      trailer: `<</Size 6/Root 1 0 R/Encrypt ${dict}>>`,
    })
}

function* pageTrees(): Generator<Hostile> {
  const trees: Readonly<Record<string, string>> = {
    'kids that are their parent': '<</Type/Pages/Kids[2 0 R]/Count 1>>',
    'kids that are the catalog': '<</Type/Pages/Kids[1 0 R]/Count 1>>',
    'no kids': '<</Type/Pages/Kids[]/Count 0>>',
    'kids that are missing': '<</Type/Pages/Kids[99 0 R 98 0 R]/Count 2>>',
    'kids that are numbers': '<</Type/Pages/Kids[1 2 3]/Count 3>>',
    'kids that are no array': '<</Type/Pages/Kids 3 0 R/Count 1>>',
    'a count of minus one': '<</Type/Pages/Kids[3 0 R]/Count -1>>',
    'a count of two thousand millions': '<</Type/Pages/Kids[3 0 R]/Count 2000000000>>',
    'the same page ten times': `<</Type/Pages/Kids[${'3 0 R '.repeat(10)}]/Count 10>>`,
    'the same page a hundred thousand times': `<</Type/Pages/Kids[${'3 0 R '.repeat(100_000)}]/Count 100000>>`,
  }
  for (const [name, pages] of Object.entries(trees))
    yield raw(`page tree: ${name}`, { objects: page({ pages }) })
  const ring = Array.from(
    { length: 50 },
    (_, at) => `<</Type/Pages/Kids[${6 + ((at + 1) % 50)} 0 R]/Count 1>>`,
  )
  yield raw(
    'page tree: a ring of fifty',
    {
      objects: page({ pages: '<</Type/Pages/Kids[6 0 R]/Count 1>>', more: ring }),
    },
    ['damaged'],
  )
  const deep = Array.from(
    { length: 20_000 },
    (_, at) => `<</Type/Pages/Kids[${at === 19_999 ? 3 : 7 + at} 0 R]/Count 1>>`,
  )
  yield raw('page tree: twenty thousand deep', {
    objects: page({ pages: '<</Type/Pages/Kids[6 0 R]/Count 1>>', more: deep }),
  })
  yield raw(
    'page tree: a parent that is its own',
    { objects: page({ page: '<</Type/Page/Parent 3 0 R/Contents 4 0 R>>' }) },
    whole,
  )
  yield raw('page tree: none', { objects: page({ catalog: '<</Type/Catalog>>' }) }, ['damaged'])
  yield raw('page tree: the catalog is a page', { objects: page({ catalog: '<</Type/Page>>' }) }, ['damaged'])
  const pages = Array.from({ length: 10_000 }, () => '<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>')
  yield raw(
    'ten thousand pages',
    {
      objects: page({
        pages: `<</Type/Pages/Kids[${pages.map((_, at) => `${6 + at} 0 R`).join(' ')}]/Count 10000>>`,
        more: pages,
      }),
    },
    ['too-large'],
  )
}

function* crossReferences(): Generator<Hostile> {
  const size = '/Size 6/Root 1 0 R'
  for (const [name, trailer] of Object.entries({
    'previous is itself': `<<${size}/Prev 15>>`,
    'previous lies behind the end': `<<${size}/Prev 99999999>>`,
    'previous is negative': `<<${size}/Prev -1>>`,
    'no root': '<</Size 6>>',
    'a root that is missing': '<</Size 6/Root 77 0 R>>',
    'a root that is the page': '<</Size 6/Root 3 0 R>>',
    'a size of minus one': '<</Size -1/Root 1 0 R>>',
    'a size of two thousand millions': '<</Size 2000000000/Root 1 0 R>>',
  }))
    yield raw(`cross-reference: ${name}`, { objects: page(), trailer })
  for (const at of ['0', '-5', '99999999999999999999', 'abc', ''])
    yield raw(`cross-reference that starts at '${at}'`, { objects: page(), startxref: at })
  for (const [w, index] of [
    ['[1 2 1]', '[0 2000000000]'],
    ...['[8 8 8]', '[99999999 1 1]', '[0 0 0]', '[-1 2 1]', '[]'].map((widths) => [widths, '[0 5]'] as const),
  ] as const)
    yield raw(`cross-reference stream with widths ${w} for ${index}`, {
      objects: page({
        more: [
          { dict: `/Type/XRef/W${w}/Size 7/Root 1 0 R/Index${index}`, stream: latin('\x01\x00\x10\x00') },
        ],
      }),
    })
}

function* bombs(): Generator<Hostile> {
  for (const [name, dict, stream] of [
    ['400 MB of zeros', '/Filter/FlateDecode/N 1/First 4', zeros(400)],
    ['deflated twice', '/Filter[/FlateDecode/FlateDecode]/N 1/First 4', deflateSync(zeros(400))],
    ['two thousand millions of objects', '/N 2000000000/First 4', latin('1 0 <<>>')],
    ['objects that begin behind the end', '/N 1/First 2000000000', latin('1 0 <<>>')],
    ['a negative count', '/N -1/First 4', latin('1 0 <<>>')],
    ['itself', '/N 1/First 4/Extends 6 0 R', latin('6 0 <<>>')],
    ['numbers without end', '/N 1000000/First 4', latin('1 0 '.repeat(500_000))],
  ] as const)
    yield raw(`object stream: ${name}`, {
      objects: page({ more: [{ dict: `/Type/ObjStm${dict}`, stream }] }),
    })
  yield raw(
    'content of 400 MB of zeros',
    {
      objects: page({ contents: { dict: '/Filter/FlateDecode', stream: zeros(400) } }),
    },
    ['too-large'],
  )
  yield raw(
    'content that is deflated twice, of 400 MB',
    {
      objects: page({
        contents: { dict: '/Filter[/FlateDecode/FlateDecode]', stream: deflateSync(zeros(400)) },
      }),
    },
    ['too-large', 'damaged'],
  )
  yield raw('content of run lengths', {
    objects: page({
      contents: { dict: '/Filter/RunLengthDecode', stream: Buffer.from('\x81x'.repeat(100_000), 'latin1') },
    }),
  })
  yield raw('a picture of 400 MB of zeros', {
    objects: page({
      resources: '<</XObject<</X 6 0 R>>>>',
      contents: { dict: '', stream: latin('/X Do') },
      more: [
        {
          dict: '/Type/XObject/Subtype/Image/Width 20000/Height 20000/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode',
          stream: zeros(400),
        },
      ],
    }),
  })
}

function* large(): Generator<Hostile> {
  for (const [name, value] of [
    ['an array of three million zeros', `[${'0 '.repeat(3_000_000)}]`],
    ['arrays a hundred thousand deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['dictionaries fifty thousand deep', `${'<</A'.repeat(50_000)} 0${'>>'.repeat(50_000)}`],
    ['a name of two million signs', `/${'a'.repeat(2_000_000)}`],
    ['a string that never ends', `(${'('.repeat(500_000)}`],
    ['a string of two million signs', `(${'a'.repeat(2_000_000)})`],
    ['a number of a million digits', '9'.repeat(1_000_000)],
    ['half a million names', `<<${Array.from({ length: 500_000 }, (_, at) => `/K${at} 0`).join('')}>>`],
  ] as const)
    yield raw(`large: ${name}`, {
      objects: page({
        entries: `/Weird 6 0 R`,
        resources: '<</Weird 6 0 R/Font<</F1 5 0 R>>>>',
        more: [value],
      }),
    })
  const many = Array.from({ length: 200_000 }, () => 'null')
  yield raw('large: two hundred thousand objects', { objects: page({ more: many }) })
  const fan = Array.from({ length: 12 }, (_, level) => `[${`${7 + level} 0 R `.repeat(10)}]`)
  yield raw(
    'large: arrays that fan out to a million millions',
    {
      objects: page({ resources: '<</Weird 6 0 R>>', more: [...fan, '0'] }),
    },
    ['too-large'],
  )
}

function* lengths(): Generator<Hostile> {
  const stream = latin('BT /F1 16 Tf 40 500 Td (endstream endobj) Tj ET')
  for (const length of ['0', '1', '999999', '-1', '4 0 R', '99 0 R', '/Name', '(5)', '2000000000'])
    yield raw(`a length of ${length}`, { objects: page({ contents: { dict: '', stream, length } }) })
}

function* acting(): Generator<Hostile> {
  const kinds =
    `JavaScript Launch URI GoToR GoToE SubmitForm ResetForm ImportData Rendition Movie Sound Thread Named Hide
  SetOCGState Trans RichMediaExecute`.split(/\s+/)
  for (const kind of kinds) {
    const action = `<</Type/Action/S/${kind}/JS(evil)/F(evil.exe)/URI(http://evil.example)>>`
    yield raw(
      `an action: ${kind}`,
      {
        objects: page({
          catalog: `<</Type/Catalog/Pages 2 0 R/OpenAction ${action}/AA<</WC ${action}>>>>`,
          entries: `/AA<</O ${action}>>/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A ${action}>>]`,
          resources: `<</Font<</F1 5 0 R>>/Properties<</X ${action}>>>>`,
        }),
      },
      ['merge'],
    )
  }
  yield raw(
    'an enclosed file',
    {
      objects: page({
        catalog: '<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a)6 0 R]>>>>>>',
        more: [
          '<</Type/Filespec/F(evil.exe)/EF<</F 7 0 R>>>>',
          { dict: '/Type/EmbeddedFile', stream: latin('MZ') },
        ],
      }),
    },
    ['merge'],
  )
  for (const xfa of ['[]', '6 0 R', '(x)'])
    yield raw(
      `a form made of XML: ${xfa}`,
      {
        objects: page({
          catalog: `<</Type/Catalog/Pages 2 0 R/AcroForm<</XFA ${xfa}/Fields[]>>>>`,
          more: [{ dict: '', stream: latin('<xdp/>') }],
        }),
      },
      ['interactive'],
    )
  yield raw(
    'layers that are off',
    {
      objects: page({
        catalog: '<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]>>>>>>',
        more: ['<</Type/OCG/Name(x)>>'],
      }),
    },
    ['interactive'],
  )
  for (const form of [
    '<</NeedAppearances true/Fields[6 0 R]>>',
    '<</NeedAppearances true/Fields[99 0 R]>>',
    '[]',
    '<</NeedAppearances true/Fields 6 0 R>>',
  ])
    yield raw(`a form that is ${form}`, {
      objects: page({
        catalog: `<</Type/Catalog/Pages 2 0 R/AcroForm ${form}>>`,
        entries: '/Annots[6 0 R]',
        more: ['<</Type/Annot/Subtype/Widget/FT/Tx/T(x)/V(620)/Rect[0 0 99 20]/Kids[6 0 R]/Parent 6 0 R>>'],
      }),
    })
  for (const range of ['[0 10 20 10]', '[0 0 0 0]', '(x)'])
    yield raw(
      `a signature over ${range}`,
      {
        objects: page({ more: [`<</Type/Sig/Filter/Adobe.PPKLite/ByteRange${range}/Contents<00>>>`] }),
      },
      ['signed'],
    )
}

function* contents(): Generator<Hostile> {
  for (const [name, dict, stream] of [
    ['is no deflated stream', '/Filter/FlateDecode', latin('this is not deflated')],
    ['has a filter that nobody knows', '/Filter/Geheim', latin('x')],
    ['has a hundred filters', `/Filter[${'/ASCIIHexDecode'.repeat(100)}]`, latin('41>')],
    ['is wrong LZW', '/Filter/LZWDecode', latin('\xff\xff\xff\xff\xff')],
    ['is wrong ASCII 85', '/Filter/ASCII85Decode', latin('zzzz{{{{~>')],
    ['is wrong hexadecimal', '/Filter/ASCIIHexDecode', latin('GGGG>')],
    ['lies in another file', '/F(evil.bin)/FFilter/FlateDecode', latin('')],
    ['is empty', '', latin('')],
    ['is random', '', Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 7919) % 256))],
    ['restores what it never saved', '', latin('Q '.repeat(10_000))],
    ['saves without end', '', latin('q '.repeat(100_000))],
    ['opens marks without end', '', latin('/P <</MCID 0>> BDC '.repeat(10_000))],
  ] as const)
    yield raw(`content that ${name}`, { objects: page({ contents: { dict, stream } }) })
  for (const entry of [
    '[4 0 R 99 0 R]',
    '[3 0 R]',
    '[[4 0 R]]',
    '3 0 R',
    '(x)',
    `[${'4 0 R '.repeat(20_000)}]`,
  ])
    yield raw(`contents that are ${entry.slice(0, 20)}`, {
      objects: page({
        page: `<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Resources<</Font<</F1 5 0 R>>>>/Contents ${entry}>>`,
      }),
    })
}

function* drawings(): Generator<Hostile> {
  const draw = { dict: '', stream: latin('/X Do') }
  const resources = '<</XObject<</X 6 0 R>>>>'
  const form = (more: string) => ({
    dict: `/Type/XObject/Subtype/Form/BBox[0 0 9 9]${more}`,
    stream: latin('/X Do'),
  })
  yield raw('a drawing that draws itself', {
    objects: page({ resources, contents: draw, more: [form('/Resources<</XObject<</X 6 0 R>>>>')] }),
  })
  yield raw('drawings that draw each other', {
    objects: page({
      resources,
      contents: draw,
      more: [form('/Resources<</XObject<</X 7 0 R>>>>'), form('/Resources<</XObject<</X 6 0 R>>>>')],
    }),
  })
  yield raw('resources that are the page', { objects: page({ resources: ' 3 0 R' }) })
  yield raw('resources that hold themselves', {
    objects: page({ resources: ' 6 0 R', more: ['<</XObject 6 0 R/Font 6 0 R>>'] }),
  })
  yield raw(
    'a drawing that is taken from another file',
    {
      objects: page({ resources, contents: draw, more: [form('/Ref<</F(evil.pdf)/Page 0>>')] }),
    },
    ['merge'],
  )
  yield raw(
    'a drawing that is PostScript',
    {
      objects: page({
        resources,
        contents: draw,
        more: [{ dict: '/Type/XObject/Subtype/PS', stream: latin('evil') }],
      }),
    },
    ['merge'],
  )
  for (const [name, file] of [
    ['random', Buffer.from(Array.from({ length: 3000 }, (_, at) => (at * 31) % 256))],
    ['empty', latin('')],
    ['a table of fonts that never ends', latin('\0\x01\0\0\xff\xff\0\0\0\0\0\0')],
  ] as const)
    yield raw(`a font that is ${name}`, {
      objects: page({
        resources: '<</Font<</F1 6 0 R>>>>',
        more: [
          '<</Type/Font/Subtype/TrueType/BaseFont/X/FirstChar 0/LastChar 255/Widths 6 0 R/FontDescriptor 7 0 R>>',
          '<</Type/FontDescriptor/FontName/X/FontFile2 8 0 R>>',
          { dict: '', stream: file },
        ],
      }),
    })
  yield raw('a font whose signs draw themselves', {
    objects: page({
      resources: '<</Font<</F1 6 0 R>>>>',
      more: [
        '<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 7 0 R>>/Encoding<</Differences[97/a]>>/Resources<</Font<</F1 6 0 R>>>>>>',
        { dict: '', stream: latin('BT /F1 1 Tf (a) Tj ET') },
      ],
    }),
  })
  const annotation = (entries: string) => `<</Type/Annot/Subtype/Stamp/Rect[0 0 50 50]${entries}>>`
  for (const [name, entries] of [
    ['itself', '/AP<</N 6 0 R>>'],
    ['a state that is not there', '/AP<</N<</On 7 0 R>>>>/AS/Off'],
    ['no box', '/AP<</N 7 0 R>>'],
  ] as const)
    yield raw(`a stamp that looks like ${name}`, {
      objects: page({
        entries: '/Annots[6 0 R]',
        more: [annotation(entries), { dict: '/Subtype/Form', stream: latin('0 0 9 9 re f') }],
      }),
    })
  yield raw('a hundred thousand stamps', {
    objects: page({
      entries: `/Annots[${'6 0 R '.repeat(100_000)}]`,
      more: [
        annotation('/AP<</N 7 0 R>>'),
        { dict: '/Subtype/Form/BBox[0 0 9 9]', stream: latin('0 0 9 9 re f') },
      ],
    }),
  })
}

function* boxes(): Generator<Hostile> {
  for (const box of [
    '',
    '/MediaBox[0 0 0 0]',
    '/MediaBox[0 0 -420 -595]',
    '/MediaBox[420 595 0 0]',
    '/MediaBox[0 0 1e9 1e9]',
    '/MediaBox[0 0 0.001 0.001]',
    '/MediaBox[0 0 420]',
    '/MediaBox[/a/b/c/d]',
    '/MediaBox 6 0 R',
    '/MediaBox[0 0 20000 5]',
    '/MediaBox[0 0 420 595]/CropBox[1000 1000 2000 2000]',
    '/MediaBox[0 0 420 595]/Rotate 45',
    '/MediaBox[0 0 420 595]/Rotate 1e20',
    '/MediaBox[0 0 420 595]/Rotate(90)',
    '/MediaBox[0 0 420 595]/Rotate -90',
    '/MediaBox[0 0 420 595]/UserUnit 0',
    '/MediaBox[0 0 420 595]/UserUnit 1e6',
    '/MediaBox[0 0 420 595]/UserUnit -1',
  ])
    yield raw(`a page of ${box || 'no size'}`, { objects: page({ box, more: ['[0 0 420 595]'] }) })
}

function* garbage(): Generator<Hostile> {
  const file = (name: string, body: string): Hostile => ({ name, bytes: latin(`%PDF-1.7\n${body}\n%%EOF\n`) })
  yield file('nothing but a header', '')
  yield file('five million percent signs', '%'.repeat(5_000_000))
  yield file('five million brackets', '('.repeat(5_000_000))
  yield file('two million angle brackets', '<<'.repeat(1_000_000))
  yield file('a million objects that begin', '1 0 obj '.repeat(1_000_000))
  yield file('objects with numbers beyond all', '99999999999999999999 0 obj <<>> endobj')
  yield file('objects with negative numbers', '-1 0 obj <<>> endobj')
  yield file('a million words of stream', '1 0 obj <<>> stream '.repeat(200_000))
  yield file('a million trailers', 'trailer <</Root 1 0 R>> '.repeat(100_000))
  yield file(
    'random bytes',
    Buffer.from(Array.from({ length: 200_000 }, (_, at) => (at * 2_654_435_761) % 256)).toString('latin1'),
  )
  yield file('a page of the web', '<html><script>alert(1)</script></html>')
  yield {
    name: 'a header in the middle',
    bytes: Buffer.concat([latin('x'.repeat(900)), rawPdf({ objects: page() })]),
  }
  yield {
    name: 'two files in one',
    bytes: Buffer.concat([rawPdf({ objects: page() }), rawPdf({ objects: page() })]),
  }
}

function* pictures(): Generator<Hostile> {
  const [jpeg, png] = [aJpeg(6), aPng(200)]
  for (let tenth = 1; tenth < 10; tenth++) {
    yield {
      name: `jpeg cut at ${tenth}/10`,
      bytes: jpeg.subarray(0, Math.floor((jpeg.length * tenth) / 10)),
      wanted: ['damaged'],
    }
    yield {
      name: `png cut at ${tenth}/10`,
      bytes: png.slice(0, Math.floor((png.length * tenth) / 10)),
      wanted: ['damaged'],
    }
  }
  const header = (width: number, height: number, kind = 0): Buffer => {
    const changed = Buffer.from(png)
    changed.writeUInt32BE(width, 16)
    changed.writeUInt32BE(height, 20)
    changed[25] = kind
    return changed
  }
  yield { name: 'png of no width', bytes: header(0, 10), wanted: ['damaged'] }
  yield {
    name: 'png of sixty thousand by sixty thousand',
    bytes: header(60_000, 60_000),
    wanted: ['too-large'],
  }
  yield {
    name: 'png of four thousand millions',
    bytes: header(4_294_967_295, 4_294_967_295),
    wanted: ['too-large'],
  }
  yield {
    name: 'png with transparency that says it is of eighty megapixels, and is not',
    bytes: header(9000, 9000, 6),
    wanted: ['damaged'],
  }
  yield {
    name: 'png of a phone, of twelve megapixels with transparency',
    bytes: aPngOf({ width: 4032, height: 3024 }),
    wanted: ['merge'],
  }
  yield {
    name: 'png of a phone, of fifty megapixels',
    bytes: aPngOf({ width: 8160, height: 6120, kind: 2 }),
    wanted: ['merge'],
  }
  yield {
    name: 'png whose data go on for 400 MB behind its last row',
    bytes: pngFile({ width: 16, height: 16, bits: 8, kind: 6, isInterlaced: false }, zeros(400)),
    wanted: ['merge'],
  }
  yield {
    name: 'png that says it is of two hundred megapixels, of zeros',
    bytes: pngFile({ width: 14_000, height: 14_000, bits: 8, kind: 6, isInterlaced: false }, zeros(200)),
    wanted: ['damaged'],
  }
  yield { name: 'png of a kind that is not', bytes: header(10, 10, 9), wanted: ['damaged'] }
  const huge = Buffer.from(jpeg)
  const frame = huge.indexOf(Buffer.from([0xff, 0xc0]))
  huge.writeUInt16BE(65_000, frame + 5)
  huge.writeUInt16BE(65_000, frame + 7)
  yield { name: 'jpeg of sixty-five thousand by sixty-five thousand', bytes: huge, wanted: ['too-large'] }
  const loop = Buffer.from(jpeg)
  loop.writeUInt16BE(0, 4) // the length of its first part
  yield { name: 'jpeg with a part of no length', bytes: loop }
  yield { name: 'jpeg in four colours', bytes: aCmykJpeg(true), wanted: ['merge'] }
  yield { name: 'tiff', bytes: latin('II*\0\x08\0\0\0'), wanted: ['format'] }
  yield { name: 'heic', bytes: latin('\0\0\0\x18ftypheic\0\0\0\0'), wanted: ['format'] }
}
