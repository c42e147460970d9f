import { expect, it } from 'vitest'
import { pages, read, texts } from './sources.ts'

type Citation = { readonly page: string; readonly section: string; readonly at: string }
const numbers = '\\d+(?:\\.\\d+)*'
const cited = new RegExp(
  `\\b(visits|claims)\\.md\`? §? ?(${numbers}(?:(?:,| and)(?: \`?)§${numbers})*)(?![\\d-])`,
  'g',
)
const inPage = new RegExp(`§(${numbers})`, 'g')
const domain = (page: string): string => `docs/domain/${page}.md`

/** Sections are headings; the questions of a list are sections of its heading (14.10). */
function sectionsOf(page: string): Set<string> {
  const sections = new Set<string>()
  let heading = ''
  for (const line of read(domain(page)).split('\n')) {
    const [, title] = /^#+ (\d+(?:\.\d+)*)\b/.exec(line) ?? []
    const [, item] = /^(\d+)\. /.exec(line) ?? []
    heading = title ?? heading
    if (title ?? item) sections.add(title ?? `${heading}.${item}`)
  }
  return sections
}
const sections = new Map(['visits', 'claims'].map((page) => [page, sectionsOf(page)]))

function citationsIn(name: string): Citation[] {
  const text = read(name)
  const found = [...text.matchAll(cited)].flatMap(([, page = '', list = '']) =>
    (list.match(new RegExp(numbers, 'g')) ?? []).map((section) => ({ page, section, at: name })),
  )
  const own = /^docs\/domain\/(\w+)\.md$/.exec(name)?.[1]
  if (own === undefined) return found
  const rest = text.replaceAll(cited, '')
  return [
    ...found,
    ...[...rest.matchAll(inPage)].map(([, section = '']) => ({ page: own, section, at: name })),
  ]
}

it('cites only sections that the pages of the domain have', () => {
  const citations = texts.flatMap(citationsIn)

  const lost = citations.filter(({ page, section }) => !sections.get(page)?.has(section))

  expect(citations.length).toBeGreaterThan(120)
  expect(lost).toEqual([])
})

const ruleLine = /^\| ([A-Z]\d+[a-d]?) +\| .+ \| ((?:`[^`]+` ?)+) *\|$/
const ruleLines = read('docs/rules.md')
  .split('\n')
  .map((line) => ruleLine.exec(line))
  .filter((match) => match !== null)
  .map(([, id = '', held = '']) => ({
    id,
    held: [...held.matchAll(/`([^`]+)`/g)].map(([, file]) => file ?? ''),
  }))

/** Codes of topics, measures and targets look like ids (T05, R03): of those letters the messages tell which are rules. */
const idsInText = /\b(?:V\d{2}|K\d{2}|G\d|E\d{1,2}|I\d{1,2}|S\d{1,2}[a-d]?)\b/g
/** Cells and persons of made-up data are called A1 and D1 too: here they head the name of a test, or stand in brackets. */
const idsOfTests = /['"`]((?:[AD]\d{1,2},? ?)+): |\(([AD]\d)\)/g
const idsInMessages = /'(?:problem|warning|finding|identifier)\.([A-Z]\d+)'/g
const isOutside = (name: string): boolean =>
  name.startsWith('docs/domain/') || name === 'docs/rules.md' || name.endsWith('.json')

function usedIds(): Map<string, string> {
  const used = new Map<string, string>()
  for (const name of texts.filter((each) => !isOutside(each) && !each.startsWith('test/docs/'))) {
    const text = read(name)
    for (const [id] of text.matchAll(idsInText)) used.set(id, name)
    for (const [, id = ''] of text.matchAll(idsInMessages)) used.set(id, name)
    for (const [heads] of text.matchAll(idsOfTests))
      for (const [id] of heads.matchAll(/[AD]\d+/g)) used.set(id, name)
  }
  return used
}

it('lists every rule that is used, and no other, in docs/rules.md', () => {
  const used = usedIds()
  const listed = new Set(ruleLines.map(({ id }) => id))

  expect([...used].filter(([id]) => !listed.has(id))).toEqual([])
  expect([...listed].filter((id) => !used.has(id))).toEqual([])
})

it('names files in docs/rules.md that tell the id of the rule', () => {
  const untold = ruleLines.flatMap(({ id, held }) =>
    held.filter((name) => !new RegExp(`\\b${id}\\b`).test(read(name))).map((name) => `${id} ${name}`),
  )

  expect(untold).toEqual([])
})

it('reads every row of docs/rules.md', () => {
  const rows = read('docs/rules.md')
    .split('\n')
    .filter((line) => /^\| [A-Z]\d/.test(line))

  expect(ruleLines.length).toBe(rows.length)
  expect(pages).toContain('docs/rules.md')
})
