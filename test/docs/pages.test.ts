import { expect, it } from 'vitest'
import { files, pages, read } from './sources.ts'

const maxColumns = 120
/** What the program makes where it runs, and what builds make: no part of the repository. */
const madeLater = /^(out\/|copies\/|keys\/$|node_modules\/|keyring\.json$|[A-Za-z0-9]+\.(csv|xlsx|pdf|zip)$)/
const shapes = [
  /[\w-](\.[\w-]+)*\.(tsx?|cjs|json|md)$/, // `commit.ts`, `merge*.test.ts`
  /^[\w-]+(\/[\w-]+)*\/$/, // `data/`
  /^(src-[a-z]+|test|docs|scripts|resources|\.github)\//, // `src-shared/sync`
]
const isPath = (text: string): boolean =>
  /^[\w.@*-]+(\/[\w.@*-]+)*\/?$/.test(text) && shapes.some((shape) => shape.test(text))

const folders = new Set(
  files.flatMap((name) =>
    name
      .split('/')
      .slice(0, -1)
      .map((_, at, parts) => `${parts.slice(0, at + 1).join('/')}/`),
  ),
)
const everything = [...files, ...folders]

/** A page may name a path from any folder on: `keys/weak-passphrase.ts` is one of `src-main`. */
function exists(path: string): boolean {
  const pattern = path.replaceAll(/[.*]/g, (sign) => (sign === '*' ? '[^/]*' : '\\.'))
  const ending = new RegExp(`(^|/)${pattern}/?$`)
  return everything.some((name) => ending.test(name))
}

const outsideFences = (text: string): string => text.replaceAll(/^```[\s\S]*?^```/gm, '')

it('names only paths that exist', () => {
  const gone = pages.flatMap((page) =>
    [...outsideFences(read(page)).matchAll(/`([^`\n]+)`/g)]
      .map(([, text = '']) => text)
      .filter((text) => isPath(text) && !madeLater.test(text) && !exists(text))
      .map((text) => `${page}: ${text}`),
  )

  expect(gone).toEqual([])
})

it('links only to files that exist', () => {
  const gone = pages.flatMap((page) =>
    [...outsideFences(read(page)).matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)]
      .map(([, target = '']) => new URL(target, `file:///${page}`).pathname.slice(1))
      .filter((target) => !everything.includes(target))
      .map((target) => `${page}: ${target}`),
  )

  expect(gone).toEqual([])
})

it('has no line of over 120 characters but tables and links', () => {
  const long = pages.flatMap((page) =>
    read(page)
      .split('\n')
      .map((line, at) => ({ line, at: at + 1 }))
      .filter(({ line }) => line.length > maxColumns && !/^\s*\||\]\(\S+\)|^\[|https?:\/\//.test(line))
      .map(({ at }) => `${page}:${at}`),
  )

  expect(long).toEqual([])
})

it('tells of each decision its state, day, context, alternatives and consequences', () => {
  const parts = [/^# \d+\. /, /^- Status: /m, /^- Date: \d{4}-\d\d-\d\d/m].concat(
    ['Context', 'Decision', 'Alternatives', 'Consequences'].map(
      (name) => new RegExp(`^## ${name}\n\n\\S`, 'm'),
    ),
  )
  const decisions = pages.filter((page) => page.startsWith('docs/adr/'))
  const lacking = decisions.filter((page) => !parts.every((part) => part.test(read(page))))

  expect(decisions.length).toBeGreaterThan(10)
  expect(lacking).toEqual([])
})
