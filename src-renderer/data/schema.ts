import { declarationOf, entityNames } from '../../src-shared/domain/registry.ts'

/** Append only: a released version is never edited. Rows are sealed, so an upgrade moves boxes and never looks inside. */
export type SchemaVersion = { readonly version: number; readonly stores: Readonly<Record<string, string>> }

/** The tables of the entities follow from their declarations: the id, and the few keys in plain text. */
export const entityStores = (): Record<string, string> =>
  Object.fromEntries(
    entityNames.map((name) => [name, ['id', ...Object.keys(declarationOf(name).plainKeys)].join(', ')]),
  )

export const schema: readonly SchemaVersion[] = [
  { version: 1, stores: { ...entityStores(), outbox: 'n', audit: '++seq', meta: 'key' } },
  // values that lost a merge, operations that the hub set aside, records of later versions, and unfinished forms
  { version: 2, stores: { lost: 'key', setAside: 'n', foreign: '[entity+id]', drafts: 'key' } },
]
