import { describe, expect, it } from 'vitest'
import { inspectFile } from '../../src-main/pdf/inspect.ts'
import { font } from '../builders/evidence.ts'
import { faultsOf, type Shown } from './as-poppler.ts'
import { layers } from './hidden-layers.ts'
import { hasPoppler } from './poppler.ts'
import { type AmbiguousFile, twoObjects } from './two-objects.ts'
import { annotations, fields } from './undrawn.ts'

const batch = 60

if (!hasPoppler) process.stdout.write('not run: what attachments show, for poppler-utils is not installed\n')

async function faultsOfAll(
  files: Iterable<AmbiguousFile>,
): Promise<{ faults: string[]; all: number; shown: number }> {
  let all = 0
  const merged: Shown[] = []
  for (const file of files) {
    all++
    const inspection = await inspectFile(file.bytes, font)
    if (inspection.ok && inspection.placement === 'merge')
      merged.push({ ...file, pageCount: inspection.pageCount })
  }
  const faults: string[] = []
  for (let from = 0; from < merged.length; from += batch)
    faults.push(...(await faultsOf(merged.slice(from, from + batch))))
  return { faults, all, shown: merged.length }
}

describe.runIf(hasPoppler)('an attachment is shown as Poppler shows it, or enclosed whole', () => {
  it.each([
    ['A1: form fields without a drawing of what they say', fields, 300],
    ['A2, A20: two objects of one number, and what stands around a file', twoObjects, 45],
    ['A3: comments without a drawing', annotations, 400],
    ['A4: layers that hide', layers, 270],
  ] as const)(
    '%s',
    async (name, files, atLeast) => {
      const { faults, all, shown } = await faultsOfAll(files())
      process.stdout.write(`${name}: ${all} files, ${shown} of them shown\n`)

      expect(faults).toEqual([])
      expect(all).toBeGreaterThanOrEqual(atLeast)
      expect(shown).toBeGreaterThan(10) // or nothing would have been compared
    },
    600_000,
  )
})
