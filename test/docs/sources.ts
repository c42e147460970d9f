import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { inRoot, root } from '../../scripts/root.ts'

const folders = /^(src-[a-z]+|test|docs|scripts|resources)$/
const skipped = new Set(['node_modules', 'results'])
const isText = (name: string): boolean => /\.(tsx?|cjs|json|md|css|html)$/.test(name)

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (skipped.has(entry.name)) return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(path) : [path]
  })
}
const toName = (path: string): string => relative(root, path).split(sep).join('/')

/** Every file of the repository's own folders, and those that stand beside them, as paths from the root. */
export const files: readonly string[] = readdirSync(root, { withFileTypes: true }).flatMap((entry) => {
  if (entry.isFile()) return [entry.name]
  return folders.test(entry.name) || entry.name === '.github'
    ? filesBelow(join(root, entry.name)).map(toName)
    : []
})

/** The files that people read and write, without locks and tables of letters. */
export const texts: readonly string[] = files.filter(
  (name) => isText(name) && !/package-lock\.json$|\/latin-letters\.json$|^test\/fixtures\//.test(name),
)
export const pages: readonly string[] = texts.filter((name) => name.endsWith('.md'))
export const read = (name: string): string => readFileSync(inRoot(name), 'utf8')
