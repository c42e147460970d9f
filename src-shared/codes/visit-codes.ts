import languageList from './languages.json' with { type: 'json' }
import municipalityList from './municipalities-2026.json' with { type: 'json' }
import data from './visit-code-sets.json' with { type: 'json' }

export type Lang = 'fi' | 'sv' | 'en'
export type CodeRow = { readonly code: string; readonly fi: string; readonly sv: string; readonly en: string }
export type InterpreterRow = CodeRow & { readonly needsLanguage: boolean }

/** The version that a visit is stamped with. */
export const codeSetVersion = data.version

const { sets } = data
export const codeSets = {
  kind: sets.kind.rows,
  channel: sets.channel.rows,
  setting: sets.setting.rows,
  interpreterMode: sets.interpreterMode.rows as readonly InterpreterRow[],
  topic: sets.topic.rows as readonly CodeRow[],
  measure: sets.measure.rows as readonly CodeRow[],
  referral: sets.referral.rows as readonly CodeRow[],
  outcome: sets.outcome.rows,
  language: languageList.rows as readonly CodeRow[],
  municipality: municipalityList.rows as readonly CodeRow[],
} as const satisfies Record<string, readonly CodeRow[]>
export type CodeSetName = keyof typeof codeSets

const maps = new Map<CodeSetName, ReadonlyMap<string, CodeRow>>()

function mapOf(set: CodeSetName): ReadonlyMap<string, CodeRow> {
  const known = maps.get(set)
  if (known) return known
  const rows: readonly CodeRow[] = codeSets[set]
  const made = new Map(rows.map((row) => [row.code, row]))
  maps.set(set, made)
  return made
}

export const isCode = (set: CodeSetName, code: string): boolean => mapOf(set).has(code)

/** The label of a code; an unknown code (a newer set on another device) is shown as it is. */
export const labelOf = (set: CodeSetName, code: string, lang: Lang): string =>
  mapOf(set).get(code)?.[lang] ?? code

export const needsInterpreterLanguage = (mode: string): boolean =>
  codeSets.interpreterMode.some((row) => row.code === mode && row.needsLanguage)
