import { page, type RawObject, rawPdf } from './raw-pdf.ts'
import type { AmbiguousFile } from './two-objects.ts'

/** Files with optional content, of which some is seen and some is not. */
const latin = (text: string): Buffer => Buffer.from(text, 'latin1')
const words = (text: string, y: number): string => `BT /F1 16 Tf 40 ${y} Td (${text}) Tj ET\n`

type Layered = {
  /** Entries of the default configuration. */
  readonly config?: string
  /** The two groups, objects 6 and 7. */
  readonly groups?: readonly [string, string]
  /** What the marked part belongs to, object 8. */
  readonly member?: string
  readonly more?: readonly RawObject[]
  readonly content?: string
  readonly resources?: string
  readonly properties?: string
  readonly entries?: string
}
/** One page that always says the one thing, and the other in a part that belongs to a layer. */
function layered({
  config = '',
  groups = ['<</Type/OCG/Name(a)>>', '<</Type/OCG/Name(b)>>'],
  member = '<</Type/OCMD/OCGs[6 0 R]>>',
  more = [],
  content = `${words('LASKU 17', 500)}/OC /MC0 BDC ${words('LUONNOS', 400)}EMC`,
  resources = '/Properties<</MC0 8 0 R>>',
  properties = `/OCProperties<</OCGs[6 0 R 7 0 R]/D<</Order[6 0 R 7 0 R]${config}>>>>`,
  entries = '',
}: Layered): Uint8Array {
  return rawPdf({
    objects: page({
      catalog: `<</Type/Catalog/Pages 2 0 R${properties}>>`,
      resources: `<</Font<</F1 5 0 R>>${resources}>>`,
      contents: { dict: '', stream: latin(content) },
      entries,
      more: [...groups, member, ...more],
    }),
  })
}

export function* layers(): Generator<AmbiguousFile> {
  const ocmd = (entries: string): string => `<</Type/OCMD${entries}>>`
  for (const [name, config] of [
    ['all on', ''],
    ['the first off', '/OFF[6 0 R]'],
    ['the second off', '/OFF[7 0 R]'],
    ['both off', '/OFF[6 0 R 7 0 R]'],
    ['off by nature', '/BaseState/OFF'],
    ['off by nature, both on', '/BaseState/OFF/ON[6 0 R 7 0 R]'],
    ['off by nature, the first on', '/BaseState/OFF/ON[6 0 R]'],
    ['unchanged', '/BaseState/Unchanged'],
    ['none off', '/OFF[]'],
    ['on and off', '/ON[6 0 R]/OFF[6 0 R]'],
  ] as const)
    for (const [kind, member] of [
      ['a layer', '<</Type/OCG/Name(c)>>'],
      ['all of both on', ocmd('/OCGs[6 0 R 7 0 R]/P/AllOn')],
      ['any of both on', ocmd('/OCGs[6 0 R 7 0 R]/P/AnyOn')],
      ['any of both off', ocmd('/OCGs[6 0 R 7 0 R]/P/AnyOff')],
      ['all of both off', ocmd('/OCGs[6 0 R 7 0 R]/P/AllOff')],
      ['one that is off', ocmd('/OCGs 6 0 R/P/AllOff')],
      ['one that is on', ocmd('/OCGs 6 0 R')],
      ['none', ocmd('/OCGs[]')],
      ['none, off', ocmd('/OCGs[]/P/AllOff')],
      ['nothing at all', ocmd('')],
      ['one that is not there', ocmd('/OCGs[99 0 R]')],
      ['one that is not listed', ocmd('/OCGs[5 0 R]')],
      ['a policy that nobody knows', ocmd('/OCGs[6 0 R]/P/Ehka')],
      ['an expression: not the first', ocmd('/VE[/Not 6 0 R]')],
      ['an expression: both', ocmd('/VE[/And 6 0 R 7 0 R]')],
      ['an expression: the first and not the second', ocmd('/VE[/And 6 0 R[/Not 7 0 R]]')],
      ['an expression: one or the other', ocmd('/VE[/Or 6 0 R 7 0 R]')],
      ['an expression: not not', ocmd('/VE[/Not[/Not 6 0 R]]')],
      ['an expression: not either', ocmd('/VE[/Not[/Or 6 0 R 7 0 R]]')],
      ['an expression of nothing', ocmd('/VE[]')],
      ['an expression that nobody knows', ocmd('/VE[/Xor 6 0 R 7 0 R]')],
      ['an expression against its policy', ocmd('/VE[/Not 6 0 R]/OCGs[6 0 R]/P/AnyOn')],
      ['an expression that is deep', ocmd(`/VE${'[/Not'.repeat(20)} 6 0 R${']'.repeat(20)}`)],
    ] as const)
      yield { name: `${name}: ${kind}`, bytes: layered({ config, member }) }
  yield* elsewhere()
  yield* byUsage()
}

const off = '<</Type/OCMD/OCGs[6 0 R]/P/AllOff>>'
const drawing = (more: string): RawObject => ({
  dict: `/Type/XObject/Subtype/Form/BBox[0 0 420 595]/Resources<</Font<</F1 5 0 R>>/Properties<</MC0 8 0 R>>>>${more}`,
  stream: latin(words('LUONNOS', 400)),
})

/** Layers of other things than marked parts of a page. */
function* elsewhere(): Generator<AmbiguousFile> {
  for (const [kind, member] of [
    ['that is seen', '<</Type/OCMD/OCGs[6 0 R]>>'],
    ['that is not', off],
  ] as const) {
    const draw = `${words('LASKU 17', 500)}/X Do`
    const resources = '/XObject<</X 9 0 R>>'
    yield {
      name: `a drawing of a layer ${kind}`,
      bytes: layered({ member, content: draw, resources, more: [drawing('/OC 8 0 R')] }),
    }
    yield {
      name: `a drawing in a drawing of a layer ${kind}`,
      bytes: layered({
        member,
        content: draw,
        resources,
        more: [
          {
            dict: '/Type/XObject/Subtype/Form/BBox[0 0 420 595]/Resources<</XObject<</Y 10 0 R>>>>',
            stream: latin('/Y Do'),
          },
          drawing('/OC 8 0 R'),
        ],
      }),
    }
    yield {
      name: `a drawing with a part of a layer ${kind}`,
      bytes: layered({
        member,
        content: draw,
        resources,
        more: [
          {
            dict: '/Type/XObject/Subtype/Form/BBox[0 0 420 595]/Resources<</Font<</F1 5 0 R>>/Properties<</MC0 8 0 R>>>>',
            stream: latin(`/OC /MC0 BDC ${words('LUONNOS', 400)} EMC`),
          },
        ],
      }),
    }
    yield {
      name: `a picture of a layer ${kind}`,
      bytes: layered({
        member,
        resources,
        content: `${words('LASKU 17', 500)} q 200 0 0 100 40 300 cm /X Do Q`,
        more: [
          {
            dict: '/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/OC 8 0 R',
            stream: Buffer.from([60]),
          },
        ],
      }),
    }
    yield {
      name: `a stamp of a layer ${kind}`,
      bytes: layered({
        member,
        content: words('LASKU 17', 500),
        entries: '/Annots[9 0 R]',
        more: ['<</Type/Annot/Subtype/Stamp/Rect[0 0 420 595]/F 4/OC 8 0 R/AP<</N 10 0 R>>>>', drawing('')],
      }),
    }
    yield {
      name: `a stamp drawn in a layer ${kind}`,
      bytes: layered({
        member,
        content: words('LASKU 17', 500),
        entries: '/Annots[9 0 R]',
        more: ['<</Type/Annot/Subtype/Stamp/Rect[0 0 420 595]/F 4/AP<</N 10 0 R>>>>', drawing('/OC 8 0 R')],
      }),
    }
    yield {
      name: `a form field of a layer ${kind}`,
      bytes: layered({
        member,
        content: words('LASKU 17', 500),
        entries: '/Annots[9 0 R]',
        properties: `/OCProperties<</OCGs[6 0 R 7 0 R]/D<<>>>>/AcroForm<</Fields[9 0 R]>>`,
        more: [
          '<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(LUONNOS)/Rect[0 0 420 595]/F 4/OC 8 0 R/AP<</N 10 0 R>>>>',
          drawing(''),
        ],
      }),
    }
    yield {
      name: `a part in a part of a layer ${kind}`,
      bytes: layered({
        member,
        content: `${words('LASKU 17', 500)}/OC /MC1 BDC /OC /MC0 BDC ${words('LUONNOS', 400)}EMC EMC`,
        resources: '/Properties<</MC0 8 0 R/MC1 6 0 R>>',
      }),
    }
    yield {
      name: `a pattern with a part of a layer ${kind}`,
      bytes: layered({
        member,
        content: `${words('LASKU 17', 500)}/Pattern cs /P scn 40 300 200 200 re f`,
        resources: '/Pattern<</P 9 0 R>>',
        more: [
          {
            dict: '/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 50 50]/XStep 50/YStep 50/Resources<</Properties<</MC0 8 0 R>>>>',
            stream: latin('/OC /MC0 BDC 0 0 30 30 re f EMC'),
          },
        ],
      }),
    }
    yield {
      name: `layers of a file that lists none, one ${kind}`,
      bytes: layered({ member, properties: '' }),
    }
    yield {
      name: `layers without a configuration, one ${kind}`,
      bytes: layered({ member, properties: '/OCProperties<</OCGs[6 0 R 7 0 R]>>' }),
    }
  }
  yield {
    name: 'a part whose layer is written in the content',
    bytes: layered({
      content: `${words('LASKU 17', 500)}/OC <</Type/OCMD/OCGs[6 0 R]/P/AllOff>> BDC ${words('LUONNOS', 400)}EMC`,
      resources: '',
    }),
  }
  yield {
    name: 'a part whose layer is named nowhere',
    bytes: layered({ content: `${words('LASKU 17', 500)}/OC /Muu BDC ${words('LUONNOS', 400)}EMC` }),
  }
}

/** Layers that are seen by some, somewhere, or not on paper. */
function* byUsage(): Generator<AmbiguousFile> {
  for (const [name, entries] of [
    ['seen on the screen', '/Usage<</View<</ViewState/ON>>>>'],
    ['not seen on the screen', '/Usage<</View<</ViewState/OFF>>>>'],
    ['not printed', '/Usage<</Print<</PrintState/OFF>>>>'],
    ['printed alone', '/Usage<</View<</ViewState/OFF>>/Print<</PrintState/ON>>>>'],
    ['not taken elsewhere', '/Usage<</Export<</ExportState/OFF>>>>'],
    ['seen from near', '/Usage<</Zoom<</min 4>>>>'],
    ['for those who read Swedish', '/Usage<</Language<</Lang(sv)>>>>'],
    ['for one person', '/Usage<</User<</Type/Ind/Name(x)>>>>'],
    ['of a program', '/Usage<</CreatorInfo<</Creator(x)/Subtype/Artwork>>/PageElement<</Subtype/HF>>>>'],
    ['meant for designing', '/Intent/Design'],
    ['meant for both', '/Intent[/View/Design]'],
  ] as const)
    for (const event of ['', '/AS[<</Event/View/Category[/View/Zoom]/OCGs[6 0 R]>>]'])
      yield {
        name: `a layer ${name}${event ? ', as the file asks' : ''}`,
        bytes: layered({
          config: event,
          groups: [`<</Type/OCG/Name(a)${entries}>>`, '<</Type/OCG/Name(b)>>'],
          resources: '/Properties<</MC0 6 0 R>>',
        }),
      }
  yield { name: 'a configuration meant for designing', bytes: layered({ config: '/Intent/Design' }) }
}
