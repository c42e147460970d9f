import type { CodeRow } from './code-row.ts'
import countryList from './countries.json' with { type: 'json' }
import languageList from './languages.json' with { type: 'json' }
import mergedList from './merged-municipalities.json' with { type: 'json' }
import municipalityList from './municipalities-2026.json' with { type: 'json' }
import data from './visit-code-sets.json' with { type: 'json' }

/** The code sets of visits.md §7 as they ship. What an organisation adds or retires lies over them: see `code-book.ts`. */
export const shippedVersion = data.version

const { sets } = data
const beyondFinland: readonly CodeRow[] = [
  {
    code: '000',
    fi: 'ulkomailla tai ei vielä Suomessa',
    sv: 'utomlands eller inte ännu i Finland',
    en: 'abroad or not in Finland yet',
  },
  { code: '999', fi: 'ei tiedossa', sv: 'okänd', en: 'not known' },
]
/** Those that have merged are there with their last day: a visit of before may name them. */
const municipalities: readonly CodeRow[] = [...municipalityList.rows, ...mergedList.rows]
export const shippedSets = {
  kind: sets.kind.rows,
  channel: sets.channel.rows,
  setting: sets.setting.rows,
  interpreterMode: sets.interpreterMode.rows,
  gender: sets.gender.rows,
  ageGroup: sets.ageGroup.rows,
  topic: sets.topic.rows as readonly CodeRow[],
  timeInFinland: sets.timeInFinland.rows,
  residenceBasis: sets.residenceBasis.rows,
  heardFrom: sets.heardFrom.rows,
  repeat: sets.repeat.rows,
  measure: sets.measure.rows,
  referral: sets.referral.rows,
  outcome: sets.outcome.rows,
  language: languageList.rows as readonly CodeRow[],
  country: countryList.rows as readonly CodeRow[],
  municipality: municipalities,
  clientMunicipality: [...beyondFinland, ...municipalities],
} as const satisfies Record<string, readonly CodeRow[]>
export type CodeSetName = keyof typeof shippedSets
/** What a set is called. The national lists have no title of this kind: they are not edited. */
export const setTitles: Readonly<Partial<Record<CodeSetName, Omit<CodeRow, 'code'>>>> = Object.fromEntries(
  Object.entries(sets).map(([name, { title }]) => [name, title]),
)

const needing: ReadonlySet<string> = new Set(
  sets.interpreterMode.rows.filter(({ needsLanguage }) => needsLanguage).map(({ code }) => code),
)
/** Whether a visit with this interpreter mode names the language that was interpreted (visits.md §7.4). */
export const needsInterpreterLanguage = (mode: string): boolean => needing.has(mode)

export const isCodeSetName = (name: string): name is CodeSetName => Object.hasOwn(shippedSets, name)
