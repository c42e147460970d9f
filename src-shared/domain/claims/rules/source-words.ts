type Words = { readonly fi: string; readonly sv: string }

/** The words in which rule packs name their sources, the longer before the shorter. */
const words: readonly (readonly [RegExp, Words])[] = [
  [
    /Acts (\S+) and (\S+) amending Act (\S+)/g,
    { fi: 'lait $1 ja $2 lain $3 muuttamisesta', sv: 'lagarna $1 och $2 om ändring av lag $3' },
  ],
  [/practice of (\d+–\d+)/g, { fi: 'käytäntö $1', sv: 'praxis $1' }],
  [/Government decree/g, { fi: 'valtioneuvoston asetus', sv: 'statsrådets förordning' }],
  [/General acts:/g, { fi: 'yleislait', sv: 'allmänna lagar' }],
  [/\bDecree\b/g, { fi: 'asetus', sv: 'förordning' }],
  [/\bAct\b/g, { fi: 'laki', sv: 'lag' }],
  [/ with (?=\d)/g, { fi: ', muutokset ', sv: ', ändringar ' }],
  [/on the centres/g, { fi: 'keskuksista', sv: 'om centralerna' }],
  [
    /list of amended sections only/g,
    { fi: 'vain luettelo muutetuista pykälistä', sv: 'endast en förteckning över ändrade paragrafer' },
  ],
  [
    /payment and application, undated/g,
    { fi: 'maksaminen ja hakeminen, päiväämätön', sv: 'betalning och ansökan, odaterad' },
  ],
  [
    /monthly practice before 2025 \(first of the month\), not contradicted later/g,
    {
      fi: 'kuukausikäytäntö ennen vuotta 2025 (kuukauden 1. päivä), ei myöhemmin kumottu',
      sv: 'månadspraxis före 2025 (den första i månaden), inte senare motsagd',
    },
  ],
  [/\bsub (\d+(?:–\d+)?)/g, { fi: '$1 mom.', sv: '$1 mom.' }],
  [/\bp (\d+)/g, { fi: '$1 kohta', sv: '$1 punkten' }],
]

/** A source or section of a rule pack in the words of a language; what has no words in it stays as it is. */
export const sourceIn = (text: string, lang: 'fi' | 'sv' | 'en'): string =>
  lang === 'en' ? text : words.reduce((said, [pattern, to]) => said.replace(pattern, to[lang]), text)
