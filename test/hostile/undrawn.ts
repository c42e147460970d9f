import { page, type RawObject, rawPdf } from './raw-pdf.ts'
import type { AmbiguousFile } from './two-objects.ts'

/** Files that leave it to the viewer to draw what they say: form fields, comments. */
const latin = (text: string): Buffer => Buffer.from(text, 'latin1')
const form = (content: string, more = ''): RawObject => ({
  dict: `/Type/XObject/Subtype/Form/BBox[0 0 300 30]/Resources<</Font<</Helv 5 0 R>>>>${more}`,
  stream: latin(content),
})
const says = (words: string): string => `/Tx BMC q BT /Helv 12 Tf 2 8 Td (${words}) Tj ET Q EMC`

type Field = {
  /** Beside what every widget has. */
  readonly entries: string
  readonly acroForm?: string
  readonly more?: readonly RawObject[]
  readonly fields?: string
}
/** A page with one widget, object 6; further objects follow from 7. */
function withField({ entries, acroForm = '', more = [], fields = '6 0 R' }: Field): Uint8Array {
  const catalog = `<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[${fields}]/DA(/Helv 0 Tf 0 g)/DR<</Font<</Helv 5 0 R>>>>${acroForm}>>>>`
  return rawPdf({
    objects: page({
      catalog,
      entries: '/Annots[6 0 R]',
      more: [
        `<</Type/Annot/Subtype/Widget/Rect[60 400 360 430]/F 4/P 3 0 R${entries.includes('/DA') ? '' : '/DA(/Helv 12 Tf 0 g)'}${entries}>>`,
        ...more,
      ],
    }),
  })
}
const asked = '/NeedAppearances true'

const looks: readonly (readonly [name: string, entries: string, more: readonly RawObject[]])[] = [
  ['no drawing', '', []],
  ['an empty drawing', '/AP<</N 7 0 R>>', [form('')]],
  ['a drawing of nothing but marks', '/AP<</N 7 0 R>>', [form('/Tx BMC EMC')]],
  ['a drawing of a box alone', '/AP<</N 7 0 R>>', [form('1 g 0 0 300 30 re f')]],
  ['a drawing of an empty text', '/AP<</N 7 0 R>>', [form(says(''))]],
  ['a drawing that says something else', '/AP<</N 7 0 R>>', [form(says('9 999,00 EUR'))]],
  ['a drawing that says it', '/AP<</N 7 0 R>>', [form(says('1 234,00 EUR'))]],
]
const values: readonly (readonly [name: string, entries: string])[] = [
  ['a text', '/FT/Tx/T(summa)/V(1 234,00 EUR)'],
  ['a text of several lines', '/FT/Tx/Ff 4096/T(summa)/V(1 234,00\\nEUR)'],
  ['a text in cells', '/FT/Tx/Ff 16777216/MaxLen 14/T(summa)/V(1 234,00 EUR)'],
  ['a text in wide signs', '/FT/Tx/T(summa)/V<FEFF003100200032003300340002C003000300020004500550052>'],
  ['a text in signs that no plain typeface has', '/FT/Tx/T(summa)/V<FEFF0141006F006400FA01820142>'],
  ['a password', '/FT/Tx/Ff 8192/T(summa)/V(1 234,00 EUR)'],
  ['a rich text', '/FT/Tx/Ff 33554432/T(summa)/V(1 234,00 EUR)/RV(<body><p>1 234,00 EUR</p></body>)'],
  ['a value at first', '/FT/Tx/T(summa)/DV(1 234,00 EUR)'],
  ['a choice', '/FT/Ch/Ff 131072/T(summa)/Opt[(1 234,00 EUR)(5)]/V(1 234,00 EUR)'],
  ['a choice by its name', '/FT/Ch/Ff 131072/T(summa)/Opt[[(a)(1 234,00 EUR)][(b)(5)]]/V(a)'],
  ['a list', '/FT/Ch/T(summa)/Opt[(1 234,00 EUR)(5)]/V(1 234,00 EUR)'],
  ['a list of which nothing is chosen', '/FT/Ch/T(summa)/Opt[(1 234,00 EUR)(5)]'],
  ['a value that is a number', '/FT/Tx/T(summa)/V 1234'],
  ['a value that is a name', '/FT/Tx/T(summa)/V/Yksi'],
  ['a value of no kind of field', '/T(summa)/V(1 234,00 EUR)'],
  ['no value', '/FT/Tx/T(summa)'],
  ['no value, in a frame', '/FT/Tx/T(summa)/MK<</BC[1 0 0]/BG[1 1 0]>>'],
]

export function* fields(): Generator<AmbiguousFile> {
  for (const [value, entries] of values)
    for (const [look, drawing, more] of looks)
      for (const acroForm of ['', asked])
        yield {
          name: `${value}, with ${look}${acroForm ? ', to be drawn by the viewer' : ''}`,
          bytes: withField({ entries: entries + drawing, acroForm, more }),
        }
  for (const acroForm of ['', asked]) {
    yield {
      name: `a text of the field above${acroForm}`,
      bytes: withField({
        entries: '/Parent 7 0 R',
        acroForm,
        fields: '7 0 R',
        more: ['<</FT/Tx/T(summa)/V(1 234,00 EUR)/Kids[6 0 R]>>'],
      }),
    }
    yield {
      name: `a text of the field two above${acroForm}`,
      bytes: withField({
        entries: '/Parent 7 0 R/T(b)',
        acroForm,
        fields: '8 0 R',
        more: ['<</T(c)/Kids[6 0 R]/Parent 8 0 R>>', '<</FT/Tx/T(summa)/V(1 234,00 EUR)/Kids[7 0 R]>>'],
      }),
    }
    yield {
      name: `a text that is a stream${acroForm}`,
      bytes: withField({
        entries: '/FT/Tx/T(summa)/V 7 0 R',
        acroForm,
        more: [{ dict: '', stream: latin('1 234,00 EUR') }],
      }),
    }
    yield {
      name: `a field that no form lists${acroForm}`,
      bytes: withField({ entries: '/FT/Tx/T(summa)/V(1 234,00 EUR)', acroForm, fields: '' }),
    }
    yield* buttons(acroForm)
  }
  yield {
    name: 'a field without a form',
    bytes: rawPdf({
      objects: page({
        entries: '/Annots[6 0 R]',
        more: [
          '<</Type/Annot/Subtype/Widget/Rect[60 400 360 430]/F 4/FT/Tx/T(summa)/DA(/Helv 12 Tf 0 g)/V(1 234,00 EUR)>>',
        ],
      }),
    }),
  }
  yield {
    name: 'a form made of XML',
    bytes: withField({
      entries: '/FT/Tx/T(summa)/V(1 234,00 EUR)',
      acroForm: '/XFA 7 0 R',
      more: [{ dict: '', stream: latin('<xdp:xdp/>') }],
    }),
  }
  yield {
    name: 'a field that holds a signature',
    bytes: withField({ entries: '/FT/Sig/T(s)/V 7 0 R', more: ['<</Type/Sig/Filter/Adobe.PPKLite>>'] }),
  }
  for (const [name, entries] of [
    ['in a size of the viewer', '/DA(/Helv 0 Tf 0 g)'],
    ['in a small size', '/DA(/Helv 6 Tf 0 g)'],
    ['in a colour', '/DA(/Helv 12 Tf 1 0 0 rg)'],
    ['in the middle', '/Q 1'],
    ['on the right', '/Q 2'],
    ['turned', '/MK<</R 90>>'],
    ['in a frame', '/MK<</BC[1 0 0]/BG[1 1 0]>>/BS<</W 2>>'],
    ['in another typeface', '/DA(/Muu 12 Tf 0 g)'],
    ['without a typeface', '/DA()'],
    ['of several lines in a size of the viewer', '/Ff 4096/DA(/Helv 0 Tf 0 g)'],
    ['cut at ten signs', '/MaxLen 10'],
  ] as const)
    for (const acroForm of ['', asked])
      yield {
        name: `a text ${name}${acroForm}`,
        bytes: withField({ entries: `/FT/Tx/T(summa)/V(1 234,00 EUR)${entries}`, acroForm }),
        isSizedByViewer: name.includes('viewer') || name.startsWith('without'),
      }
  yield { name: 'a field for a signature', bytes: withField({ entries: '/FT/Sig/T(s)' }) }
  yield {
    name: 'a text that a program writes in its own way',
    bytes: withField({
      entries: '/FT/Tx/T(summa)/V(1234)/AP<</N 7 0 R>>/AA<</F<</S/JavaScript/JS(AFNumber_Format)>>>>',
      more: [form(says('1 234,00 EUR'))],
    }),
  }
}

function* buttons(acroForm: string): Generator<AmbiguousFile> {
  const mark = form('0 0 m 30 30 l 4 w S')
  const both = '/AP<</N<</Yes 7 0 R/Off 8 0 R>>>>'
  for (const [name, entries] of [
    ['a box that is ticked', `/V/Yes/AS/Yes${both}`],
    ['a box that is not ticked', `/V/Off/AS/Off${both}`],
    ['a box that is ticked and shown as not', `/V/Yes/AS/Off${both}`],
    ['a box that is not ticked and shown as so', `/V/Off/AS/Yes${both}`],
    ['a box that is ticked, in no state', `/V/Yes${both}`],
    ['a box that is ticked, without a drawing', '/V/Yes/AS/Yes'],
    ['a box that is ticked, without a drawing of it', '/V/Yes/AS/Yes/AP<</N<</Off 8 0 R>>>>'],
    ['a box that is ticked, with an empty drawing', '/V/Yes/AS/Yes/AP<</N<</Yes 8 0 R>>>>'],
    ['a box in a state without a value', `/AS/Yes${both}`],
    ['a box in a state that is not there', `/V/Muu/AS/Muu${both}`],
    ['a box without anything', ''],
    ['a box with a mark of its own', '/V/Yes/MK<</CA(4)>>'],
  ] as const)
    for (const [kind, flags] of [
      ['', 0],
      [', one of several', 1 << 15],
    ] as const)
      yield {
        name: `${name}${kind}${acroForm}`,
        bytes: withField({
          entries: `/FT/Btn/T(rasti)/Ff ${flags}${entries}`,
          acroForm,
          more: [mark, form('')],
        }),
      }
  yield {
    name: `a button with a name and no drawing${acroForm}`,
    bytes: withField({
      entries: '/FT/Btn/T(n)/Ff 65536/MK<</CA(HYV\\304KSYTTY 234,00)/BG[1 1 0]>>',
      acroForm,
    }),
  }
  yield {
    name: `a button without a name${acroForm}`,
    bytes: withField({ entries: '/FT/Btn/T(n)/Ff 65536', acroForm }),
  }
  yield {
    name: `a radio button that is chosen above${acroForm}`,
    bytes: withField({
      entries: `/Parent 9 0 R/AS/Off${both}`,
      acroForm,
      fields: '9 0 R',
      more: [mark, form(''), `<</FT/Btn/Ff 32768/T(r)/V/Yes/Kids[6 0 R]>>`],
    }),
  }
}

const comments: readonly (readonly [subtype: string, entries: string])[] = [
  ['FreeText', '/DA(/Helv 14 Tf 0 0.2 0.8 rg)/Contents(HYVAKSYTTY VAIN 234,00 EUR)'],
  ['Line', '/L[60 415 360 415]/C[1 0 0]/BS<</W 4>>/Contents(yliviivattu)'],
  ['StrikeOut', '/QuadPoints[60 430 360 430 60 400 360 400]/C[1 0 0]'],
  ['Highlight', '/QuadPoints[60 430 360 430 60 400 360 400]/C[1 1 0]'],
  ['Underline', '/QuadPoints[60 430 360 430 60 400 360 400]/C[1 0 0]'],
  ['Squiggly', '/QuadPoints[60 430 360 430 60 400 360 400]/C[1 0 0]'],
  ['Ink', '/InkList[[60 400 120 430 180 400 240 430]]/C[0 0 1]/BS<</W 3>>'],
  ['Square', '/C[0 0.6 0]/BS<</W 3>>'],
  ['Circle', '/C[0 0.6 0]/IC[1 0 0]'],
  ['Polygon', '/Vertices[60 400 360 400 200 430]/C[1 0 0]'],
  ['PolyLine', '/Vertices[60 400 360 400 200 430]/C[1 0 0]'],
  ['Caret', '/C[0 0 1]/Contents(lis\\344ys)'],
  ['Text', '/Name/Note/Contents(EI MAKSETA)'],
  ['Stamp', '/Name/NotApproved/Contents(hyl\\344tty)'],
  ['FileAttachment', '/Name/PushPin/Contents(liite)'],
  ['Redact', '/QuadPoints[60 430 360 430 60 400 360 400]/IC[0 0 0]/OverlayText(POISTETTU)'],
  ['Watermark', '/Contents(LUONNOS)'],
  ['Screen', '/T(x)'],
  ['Sound', '/Contents(x)'],
  ['Movie', '/T(x)'],
  ['RichMedia', '/Contents(x)'],
  ['3D', '/Contents(x)'],
  ['Projection', '/Contents(x)'],
  ['Popup', '/Contents(x)/Open true'],
  ['PrinterMark', ''],
  ['TrapNet', ''],
  ['Oma', '/Contents(x)'],
  ['Link', ''],
  ['Link', '/Border[0 0 0]'],
  ['Link', '/Border[0 0 3]/C[1 0 0]'],
  ['Link', '/Border[0 0 2]'],
  ['Link', '/Border[5 5 2]/C[0 0 1]'],
  ['Link', '/Border[0 0 3[3 3]]/C[1 0 0]'],
  ['Link', '/BS<</W 3/S/U>>/C[1 0 0]'],
  ['Link', '/BS<</W 0>>'],
]

/** A page with one annotation, object 6. */
const withAnnotation = (
  subtype: string,
  entries: string,
  more: readonly RawObject[] = [],
  pageEntries = '',
): Uint8Array =>
  rawPdf({
    objects: page({
      entries: `/Annots[6 0 R]${pageEntries}`,
      more: [`<</Type/Annot/Subtype/${subtype}/Rect[60 400 360 430]${entries}>>`, ...more],
    }),
  })

export function* annotations(): Generator<AmbiguousFile> {
  const line = form('1 0 0 RG 4 w 0 15 m 300 15 l S')
  for (const [subtype, entries] of comments)
    for (const [look, drawing, more] of [
      ['no drawing', '', []],
      ['an empty drawing', '/AP<</N 7 0 R>>', [form('')]],
      ['a drawing that only moves', '/AP<</N 7 0 R>>', [form('1 0 0 RG 0 0 m 300 30 l n')]],
      ['a drawing of a line', '/AP<</N 7 0 R>>', [line]],
      ['a drawing of words', '/AP<</N 7 0 R>>', [form(says('234,00 EUR'))]],
      ['no drawing for its state', '/AS/Off/AP<</N<</On 7 0 R>>>>', [line]],
      ['drawings and no state', '/AP<</N<</On 7 0 R/Off 7 0 R>>>>', [line]],
      ['a drawing only for the pointer', '/AP<</D 7 0 R/R 7 0 R>>', [line]],
      ['a drawing that is missing', '/AP<</N 99 0 R>>', []],
      ['drawings that are missing', '/AP 99 0 R', []],
    ] as const)
      yield {
        name: `${subtype} ${entries.slice(0, 30)} with ${look}`,
        bytes: withAnnotation(subtype, `/F 4${entries}${drawing}`, more),
      }
  for (const flags of [0, 1, 2, 3, 4, 5, 6, 16, 20, 32, 36, 64, 128, 256])
    for (const [look, drawing] of [
      ['no drawing', ''],
      ['a drawing', '/AP<</N 7 0 R>>'],
    ] as const)
      for (const turn of ['', '/Rotate 90'])
        yield {
          name: `a strike-out with the flags ${flags} and ${look}${turn}`,
          bytes: withAnnotation(
            'StrikeOut',
            `/F ${flags}/C[1 0 0]/QuadPoints[60 430 360 430 60 400 360 400]${drawing}`,
            [line],
            turn,
          ),
        }
  for (const [name, box] of [
    ['of no width', '/Rect[60 400 60 430]'],
    ['turned round', '/Rect[360 430 60 400]'],
    ['of three numbers', '/Rect[60 400 360]'],
    ['that is missing', '/Rect 99 0 R'],
  ] as const)
    yield {
      name: `a stamp in a box ${name}`,
      bytes: rawPdf({
        objects: page({
          entries: '/Annots[6 0 R]',
          more: [`<</Type/Annot/Subtype/Stamp${box}/AP<</N 7 0 R>>>>`, line],
        }),
      }),
    }
  yield {
    name: 'a stamp that has no resources of its own',
    bytes: withAnnotation('Stamp', '/AP<</N 7 0 R>>', [
      { dict: '/Subtype/Form/BBox[0 0 300 30]', stream: latin('BT /F1 12 Tf 2 8 Td (HYVAKSYTTY) Tj ET') },
    ]),
  }
  yield {
    name: 'a stamp that is turned',
    bytes: withAnnotation('Stamp', '/AP<</N 7 0 R>>', [form(says('HYVAKSYTTY'), '/Matrix[0 1 -1 0 0 0]')]),
  }
  yield {
    name: 'two thousand and one strike-outs',
    bytes: rawPdf({
      objects: page({
        entries: `/Annots[${'6 0 R '.repeat(2001)}]`,
        more: ['<</Type/Annot/Subtype/StrikeOut/Rect[60 400 360 430]/AP<</N 7 0 R>>>>', line],
      }),
    }),
  }
  yield {
    name: 'annotations that are one, and no list',
    bytes: rawPdf({
      objects: page({
        entries: '/Annots 6 0 R',
        more: ['<</Type/Annot/Subtype/Square/Rect[60 400 360 430]/C[1 0 0]>>'],
      }),
    }),
  }
}
