import { randomBytes } from 'node:crypto'

/** `pack` holds blobs, `backup` names those of one moment, `condemned` packs that may go, `pause` stops rotation. */
const kinds = ['pack', 'backup', 'condemned', 'pause'] as const
export type SetFileKind = (typeof kinds)[number]
const pattern = /^([0-9a-f]{32})\.(pack|backup|condemned|pause)$/
const keyringPattern = /^keys-([0-9a-f]{16})-[0-9a-f]{32}\.json$/
/** Ends the name of a file that is not yet whole. */
export const draftEnding = '.part'
const draftPattern =
  /^([0-9a-f]{32}\.(pack|backup|condemned|pause)|keys-[0-9a-f]{16}-[0-9a-f]{32}\.json)\.part$/

export type SetFileName = { readonly name: string; readonly id: string; readonly kind: SetFileKind }

/** A name that says nothing. */
export function newFileName(kind: SetFileKind): SetFileName {
  const id = randomBytes(16).toString('hex')
  return { name: `${id}.${kind}`, id, kind }
}

/** The set's own files among others. */
export const setFileNames = (names: readonly string[]): readonly SetFileName[] =>
  names.toSorted().flatMap((name): SetFileName[] => {
    const [, id, ending] = pattern.exec(name) ?? []
    const kind = kinds.find((one) => one === ending)
    return id !== undefined && kind ? [{ name, id, kind }] : []
  })
/** The device whose keyring a file is; null where it is none. */
export const keyringMaker = (name: string): string | null => keyringPattern.exec(name)?.[1] ?? null
export const isDraftName = (name: string): boolean => draftPattern.test(name)
