import MiniSearch from 'minisearch'
import { selectVisits } from '../../../src-renderer/data/columns/query.ts'
import { columnNames } from '../../../src-renderer/data/columns/visit-columns.ts'
import { openRegister } from '../../../src-renderer/data/opening/open-register.ts'
import { packStale } from '../../../src-renderer/data/opening/stored-columns.ts'
import type { RegisterOptions } from '../../../src-renderer/data/register/register.ts'
import type { Store } from '../../../src-renderer/data/register/store.ts'
import { commit } from '../../../src-renderer/data/writing/commit.ts'
import { searchText } from '../../../src-renderer/features/visits/search-text.ts'
import type { VisitFields } from '../../../src-shared/domain/visits/visit-fields.ts'
import { quantile, type Result, times } from '../report.ts'

type Row = { readonly id: string; readonly fields: VisitFields }
const words = [
  'ar',
  'arab',
  'kela',
  'som',
  'asum',
  'kel ar',
  'neuv',
  '2025-03',
  'toim so',
  'persia',
  'jatk',
  'uk',
]
const rounds = 60
const chunk = 2000
/** Bytes of the JavaScript heap that are in use, once everything that is no longer needed has gone. */
async function heap(): Promise<number> {
  const collect = Reflect.get(globalThis, 'gc') as ((options: object) => Promise<void>) | undefined
  for (let round = 0; round < 3; round++) {
    await collect?.({ type: 'major', execution: 'async' })
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return (Reflect.get(performance, 'memory') as { usedJSHeapSize: number }).usedJSHeapSize
}

/** Search, lists and unlocking with many visits stored, beside a search library over the same texts. */
export async function benchReading(options: RegisterOptions, rows: readonly Row[]): Promise<Result[]> {
  const empty = await heap()
  let store = await openRegister(options)
  store.workAs('admin')
  for (let from = 0; from < rows.length; from += chunk) {
    const part = rows.slice(from, from + chunk)
    const done = await commit(
      store,
      part.map(({ id, fields }) => ({ entity: 'visit', id, kind: 'put', fields, isNew: true }) as const),
    )
    if (!done.ok) throw new Error(JSON.stringify(done.error))
  }
  await packStale(store)
  store.close()
  const opened: number[] = []
  const whole: number[] = []
  for (let round = 0; round < 5; round++) {
    const started = performance.now()
    const again = await openRegister(options)
    opened.push(performance.now() - started)
    await again.exclusive(async () => undefined)
    whole.push(performance.now() - started)
    again.close()
  }
  store = await openRegister(options)
  await store.exclusive(async () => undefined)
  const full = (await heap()) - empty + columnBytes(store)
  return [
    search(store, rows),
    list(store),
    {
      name: `open a register of ${rows.length} visits: the latest months, beside all of it (without Argon2id)`,
      ours: times(opened),
      peer: times(whole),
      ratio: quantile(whole, 0.5) / quantile(opened, 0.5),
    },
    {
      name: `memory of ${rows.length} visits in columns beside the same as objects`,
      ours: `${(full / 1e6).toFixed(0)} MB`,
      peer: `${(objectBytes(rows) / 1e6).toFixed(0)} MB`,
      ratio: objectBytes(rows) / full,
    },
  ]
}

const columnBytes = ({ columns }: Store): number =>
  columnNames.reduce((sum, name) => sum + columns.column(name).codes().byteLength, columns.size() * 12)
/** As JSON text, one byte a sign: no engine keeps objects in less. */
const objectBytes = (rows: readonly Row[]): number =>
  rows.slice(0, 1000).reduce((sum, row) => sum + JSON.stringify(row).length, 0) * (rows.length / 1000)

function search(store: Store, rows: readonly Row[]): Result {
  const textOf = searchText(store.reference, 'fi')
  const index = new MiniSearch<{ id: string; text: string }>({
    fields: ['text'],
    searchOptions: { prefix: true, combineWith: 'AND' },
  })
  index.addAll(
    rows.map(({ id, fields }) => ({
      id,
      text: (['serviceLanguage', 'topics', 'measures', 'outcome', 'channel', 'setting', 'date'] as const)
        .map((field) => textOf(field, fields[field]))
        .join(' '),
    })),
  )
  const [ours, theirs]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    const text = words[round % words.length] ?? ''
    const query = { from: null, to: null, filters: {}, text }
    let started = performance.now()
    selectVisits(store.columns, query, textOf)
    ours.push(performance.now() - started)
    started = performance.now()
    index.search(text)
    theirs.push(performance.now() - started)
  }
  return {
    name: `search as you type in ${rows.length} visits beside MiniSearch`,
    ours: times(ours),
    peer: times(theirs),
    ratio: quantile(theirs, 0.5) / quantile(ours, 0.5),
  }
}

/** A page of fifty rows from the middle of a filtered list, as the window asks for it. */
function list(store: Store): Result {
  const textOf = searchText(store.reference, 'fi')
  const [ours, theirs]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) {
    const language = ['ar', 'so', 'ru', 'uk', 'fa'][round % 5] ?? 'ar'
    let started = performance.now()
    const filters = { serviceLanguage: language, channel: 'in-person' }
    const slots = selectVisits(store.columns, { from: '2025-02-01', to: null, text: '', filters }, textOf)
    const middle = Math.floor(slots.length / 2)
    const page = Array.from(slots.subarray(middle, middle + 50), (slot) => store.columns.row(slot))
    ours.push(performance.now() - started)
    if (page.length !== 50) throw new Error('a page is missing')
    if (round >= 5) continue
    started = performance.now()
    const all = Array.from(store.columns.order(), (slot) => store.columns.row(slot))
    all
      .filter(({ fields }) => fields.serviceLanguage === language && fields.channel === 'in-person')
      .slice(middle, middle + 50)
    theirs.push(performance.now() - started)
  }
  return {
    name: `a page of 50 from the middle of a filtered list of ${store.columns.size()} visits beside filtering all rows as objects`,
    ours: times(ours),
    peer: times(theirs),
    ratio: quantile(theirs, 0.5) / quantile(ours, 0.5),
  }
}
