import path from 'node:path'
import ts from 'typescript'
import { beforeAll, describe, expect, it } from 'vitest'

/**
 * The sources of the window, read with the compiler's own types: records are written through `writeChanges` and nothing
 * else. What an act changes is given to it as data; the tables themselves are touched in one file, for it alone.
 */
const root = process.cwd()
const oneWriter = 'src-renderer/data/writing/write-changes.ts'
const tableWriters = ['changes', 'writer'].map((name) => `src-renderer/data/database/table-${name}.ts`)
/** Fills a database that has lost acts with those of the journal, before anything is open. */
const follower = 'src-renderer/data/opening/follow-journal.ts'
/** It holds what a view keeps for itself, made from the records at any time. */
const ownTables = new Set(['segments'])
/** Runs while the database itself is brought up to date, before anything can be written. */
const upgrades = 'src-renderer/data/database/schema.ts'

const writes = new Set([
  'add',
  'put',
  'update',
  'upsert',
  'delete',
  'clear',
  'modify',
  'bulkAdd',
  'bulkPut',
  'bulkUpdate',
  'bulkDelete',
])

type Source = { readonly name: string; readonly text: string }

/** Where records are written past `writeChanges`, as `file:line text`, in the window's sources and in those planted beside them. */
function findOtherWriters(planted: readonly Source[]): readonly string[] {
  const configFile = path.join(root, 'src-renderer/tsconfig.json')
  const config = ts.getParsedCommandLineOfConfigFile(
    configFile,
    { types: [] },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  )
  if (!config) throw new Error('no tsconfig')
  const host = ts.createCompilerHost(config.options)
  const texts = new Map(planted.map(({ name, text }) => [path.join(root, name), text]))
  const { readFile, fileExists } = host
  host.readFile = (file) => texts.get(file) ?? readFile(file)
  host.fileExists = (file) => texts.has(file) || fileExists(file)
  // of what is not ours only the database matters: without the others the types are there in a second
  host.resolveModuleNameLiterals = (literals, from, _, options) =>
    literals.map(({ text }) =>
      text.startsWith('.') || text === 'dexie'
        ? ts.resolveModuleName(text, from, options, host)
        : { resolvedModule: undefined },
    )
  const sources = config.fileNames.filter((file) => !file.includes('.test.'))
  const program = ts.createProgram([...sources, ...texts.keys()], config.options, host)
  const checker = program.getTypeChecker()
  const nameOf = (file: ts.SourceFile): string => path.relative(root, file.fileName).replaceAll('\\', '/')
  const ours = program.getSourceFiles().filter((file) => nameOf(file).startsWith('src-renderer/'))

  const typeName = (node: ts.Node): string => checker.getTypeAtLocation(node).getSymbol()?.name ?? ''
  const isDexie = (node: ts.Node, names: readonly string[]): boolean => {
    const type = checker.getTypeAtLocation(node)
    const parts = type.isUnionOrIntersection() ? type.types : [type]
    return parts.some((part) => {
      const symbol = part.getSymbol() ?? part.aliasSymbol
      return (
        symbol !== undefined &&
        names.includes(symbol.name) &&
        (symbol.declarations ?? []).some((one) => one.getSourceFile().fileName.includes('/dexie/'))
      )
    })
  }
  /** The name under which a table was taken from the database, where that can be read off the expression. */
  function tableName(node: ts.Expression): string | null {
    if (ts.isCallExpression(node)) return tableName(node.expression)
    if (ts.isPropertyAccessExpression(node))
      return isDexie(node, ['Table']) ? node.name.text : tableName(node.expression)
    if (!ts.isIdentifier(node)) return null
    const declaration = checker.getSymbolAtLocation(node)?.declarations?.[0]
    if (declaration && ts.isBindingElement(declaration))
      return (declaration.propertyName ?? declaration.name).getText()
    if (declaration && ts.isVariableDeclaration(declaration) && declaration.initializer)
      return tableName(declaration.initializer)
    return null
  }
  const isRecordTable = (node: ts.Expression): boolean => !ownTables.has(tableName(node) ?? '')

  const tell = (node: ts.Node): string => {
    const file = node.getSourceFile()
    const { line } = file.getLineAndCharacterOfPosition(node.getStart())
    return `${nameOf(file)}:${line + 1} ${node.getText().split('\n')[0]}`
  }
  const found: string[] = []
  const each = (visit: (node: ts.Node) => void): void => {
    const walk = (node: ts.Node): void => {
      visit(node)
      ts.forEachChild(node, walk)
    }
    for (const file of ours)
      if (![oneWriter, ...tableWriters, follower, upgrades].includes(nameOf(file))) walk(file)
  }
  each((node) => {
    if (ts.isIdentifier(node) && node.text === 'indexedDB') found.push(tell(node))
    if (!ts.isCallExpression(node)) return
    const { expression } = node
    if (ts.isIdentifier(expression) && expression.text === 'applyChanges') found.push(tell(node))
    const called = ts.isPropertyAccessExpression(expression)
      ? expression.name.text
      : ts.isElementAccessExpression(expression) && ts.isStringLiteral(expression.argumentExpression)
        ? expression.argumentExpression.text
        : ''
    if (!ts.isPropertyAccessExpression(expression) && !ts.isElementAccessExpression(expression)) return
    const on = expression.expression
    if (called === 'transaction' && (isDexie(on, ['Dexie']) || typeName(on) === 'IDBDatabase')) {
      const [mode, ...tables] = node.arguments
      const reads =
        mode && ts.isStringLiteral(mode) && mode.text.startsWith('r') && !mode.text.startsWith('rw')
      const named = tables.slice(0, -1)
      if (!reads && (named.length === 0 || named.some(isRecordTable))) found.push(tell(node))
    }
    const isRegister = checker.getTypeAtLocation(on).getProperty('noteWritten') !== undefined
    if (called === 'write' && isRegister) found.push(tell(node))
    if (writes.has(called) && isDexie(on, ['Table', 'Collection']) && isRecordTable(on))
      found.push(tell(node))
  })
  return [...new Set(found)]
}

const heads = `import { type Db, tableOf } from '../../data/database/db.ts'
import { applyChanges, emptyTable } from '../../data/database/table-changes.ts'
import type { Store } from '../../data/register/store.ts'
import { writeChanges } from '../../data/writing/write-changes.ts'
`
const others: Readonly<Record<string, string>> = {
  'a-transaction': `export const x = ({ db }: Store) => db.transaction('rw', tableOf(db, 'visit'), async () => undefined)`,
  'a-transaction-on-all-tables': `export const x = ({ db }: Store) => db.transaction('rw', db.tables, async () => undefined)`,
  'a-put': `export const x = (store: Store) => tableOf(store.db, 'visit').put({ id: '', box: new Uint8Array() })`,
  'a-put-into-the-outbox': `export async function x({ db: { outbox } }: Store) { await outbox.clear() }`,
  'a-change-in-place': `export const x = ({ db }: Store) => {
  const rows = db.setAside.toCollection()
  return rows.modify({ n: 1 })
}`,
  'the-changes-of-the-one-write': `export const x = ({ db }: Store) => applyChanges(db, [emptyTable(db.lost)])`,
  'the-writer-behind-the-one-write': `export const x = (store: Store) => store.write([emptyTable(store.db.lost)])`,
  'a-note-past-the-journal': `export const x = (store: Store) => store.db.meta.put({ key: 'x', value: 1 })`,
  'a-name-in-brackets': `export const x = ({ db }: Store) => db.audit['clear']()`,
  'the-database-itself': `export const x = () => indexedDB.open('alpo-desk')`,
}
const allowed: Readonly<Record<string, string>> = {
  'what-the-one-write-is-given': `export const x = (store: Store) =>
  writeChanges(store, { changes: [], beside: [emptyTable(store.db.lost)] })`,
  'its-own-notes': `export const x = (store: Store) => store.note(emptyTable(store.db.drafts))`,
  'what-a-view-keeps': `export const x = (store: Store) => store.db.segments.clear()`,
  'another-map': `export const x = () => new Map<string, string>().clear()`,
}

describe('C1: records are written by one transaction of one file', () => {
  const planted = Object.entries({ ...others, ...allowed }).map(([name, text]) => ({
    name: `src-renderer/features/visits/planted-${name}.ts`,
    text: `${heads}${text}\nvoid [writeChanges, tableOf, applyChanges, emptyTable]\nexport type Kept = [Db, Store]`,
  }))
  let found: readonly string[] = []
  beforeAll(() => {
    found = findOtherWriters(planted)
  })

  it('and by none of the sources past it', () => {
    expect(found.filter((one) => !one.includes('/planted-'))).toEqual([])
  })
  it.each(Object.keys(others))('so that %s elsewhere would be told', (name) => {
    expect(found.join('\n')).toContain(`planted-${name}.ts`)
  })
  it.each(Object.keys(allowed))('and %s is none of it', (name) => {
    expect(found.join('\n')).not.toContain(`planted-${name}.ts`)
  })
})
