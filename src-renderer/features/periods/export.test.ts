import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { aVisit } from '../../../test/builders/visits.ts'
import { machineColumns, toCsv, toJson, wordColumns } from './export.ts'

const rows = [
  { id: 'b', fields: aVisit({ startTime: '10:45', note: 'lomake Y77', clientMunicipality: '020' }) },
  { id: 'a', fields: aVisit({ startTime: '10:15', topics: ['T05', 'T11'], userId: 'aa' }) },
  { id: 'c', fields: aVisit({ date: '2026-11-03', outcome: '=1+1' }) },
]
const frame = {
  createdAt: '2026-11-24T10:00:00Z',
  organisation: { id: 'o', municipality: '837' },
  closing: undefined,
  period: { from: '2026-11-01', to: '2026-11-30' },
  codeSetVersion: '2026.1',
}
const sha256 = async (text: string): Promise<string> => createHash('sha256').update(text).digest('hex')

it('writes the same bytes for the same rows in any order', async () => {
  expect(toCsv(rows.toReversed(), machineColumns)).toBe(toCsv(rows, machineColumns))
  expect(await toJson(rows.toReversed(), frame, sha256)).toBe(await toJson(rows, frame, sha256))
})
it('writes CSV as a Finnish Excel opens it, without note or worker, and without a live formula', () => {
  const csv = toCsv(rows, machineColumns)
  const lines = csv.split('\r\n')
  expect(csv.startsWith('\uFEFFdate;hour;kind;siteId;')).toBe(true)
  expect(lines).toHaveLength(5)
  expect(lines[1]).toMatch(/^2026-11-03;10;/)
  expect(lines[1]).toContain(`;"'=1+1";`)
  expect(lines[3]).toContain(';KU020;')
  expect(csv).not.toContain('Y77')
  expect(csv).not.toContain('10:15')
  expect(csv).not.toContain('userId')
})
it('writes words for people', () => {
  const csv = toCsv(
    rows,
    wordColumns({
      heading: (name) => `<${name}>`,
      label: (_, code) => `[${code}]`,
      site: () => 'Pääkirjasto',
    }),
  )
  expect(csv).toContain('<date>;<hour>;<kind>;<siteId>')
  expect(csv).toContain(';Pääkirjasto;')
  expect(csv).toContain('[T05], [T11]')
})
it('hashes what it holds', async () => {
  const text = await toJson(rows, frame, sha256)
  const { sha256: hash, ...rest } = JSON.parse(text) as { sha256: string }
  expect(hash).toBe(await sha256(JSON.stringify({ ...rest, sha256: '' })))
  expect(JSON.parse(text)).toMatchObject({
    counts: { contacts: 3, persons: 3, groupSessions: 0, participants: 0 },
    rows: [{ id: 'c', hour: 10 }, { id: 'a' }, { id: 'b', clientMunicipality: '020' }],
  })
})
