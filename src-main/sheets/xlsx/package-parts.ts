import { unzipSync } from 'fflate'
import { readXml } from './xml.ts'

/** What an XLSX may unpack to; a spreadsheet of that size holds far more rows than are taken. */
const maxUnpackedBytes = 200 * 1024 * 1024

export type Relationship = { readonly id: string; readonly type: string; readonly part: string }
export type PackageParts = {
  readonly read: (part: string) => Uint8Array | null
  /** What a part points to, by the last word of each relationship's type: the standard has two families of them. */
  readonly relationsOf: (part: string) => readonly Relationship[]
}

/** The parts of an Office Open XML package (ISO/IEC 29500-2). @throws Error when it is no zip archive. */
export function openPackage(bytes: Uint8Array): PackageParts | 'too-large' {
  let unpacked = 0
  const entries = new Map<string, string>()
  // looks at the directory only: nothing is unpacked yet
  unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      unpacked += originalSize
      entries.set(partName(name), name)
      return false
    },
  })
  if (unpacked > maxUnpackedBytes) return 'too-large'
  const read = (part: string): Uint8Array | null => {
    const entry = entries.get(partName(part))
    if (entry === undefined) return null
    return unzipSync(bytes, { filter: ({ name }) => name === entry })[entry] ?? null
  }
  const relationsOf = (part: string): readonly Relationship[] => {
    const slash = part.lastIndexOf('/') + 1
    const folder = part.slice(0, slash)
    const found: Relationship[] = []
    const xml = read(`${folder}_rels/${part.slice(slash)}.rels`)
    if (xml)
      readXml(xml, {
        open: (name, { Id = '', Type = '', Target = '', TargetMode }) => {
          if (name !== 'Relationship' || TargetMode === 'External') return
          found.push({ id: Id, type: Type.slice(Type.lastIndexOf('/') + 1), part: resolve(folder, Target) })
        },
      })
    return found
  }
  return { read, relationsOf }
}

/** Part names are compared without case; some programs write them with a slash before or with backslashes. */
const partName = (name: string): string => name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase()

/** A target beside the folder of the part that names it, or from the top when it begins with a slash. */
function resolve(folder: string, target: string): string {
  const plain = target.trim().replaceAll('\\', '/')
  const steps = plain.startsWith('/') ? [] : folder.split('/').filter(Boolean)
  for (const step of plain.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  const joined = steps.join('/')
  try {
    return decodeURIComponent(joined)
  } catch {
    return joined
  }
}
