import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shippedSets } from '../../src-shared/codes/code-sets.ts'
import { identifyingField } from '../../src-shared/domain/privacy/identifying-text.ts'
import { enrol, setupHub, type TestHub } from '../builders/hub.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await setupHub()
})
afterAll(() => hub?.stop())

const visit = (fields: Record<string, unknown>) =>
  ({ entity: 'visit', fields }) as Parameters<typeof identifyingField>[0]

describe('text that names a person, in the open realm', () => {
  it.each([
    ['an identity code', 'Asiakas 131052-308T tuli uudelleen'],
    ['one in other digits', 'Asiakas 13105２-３08T'],
    ['a telephone number', 'soita 040 123 4567'],
    ['an address for mail', 'aino@example.fi'],
    ['an account', 'FI21 1234 5600 0007 85'],
  ])('C1: %s in a note is found', (_, note) => {
    expect(identifyingField(visit({ note }))).toBe('note')
  })
  it('C1: is found in fields and entities that this version does not know, however deep', () => {
    expect(identifyingField(visit({ later: { list: ['x', { text: '131052-308T' }] } }))).toBe('later')
    expect(identifyingField(visit({ later: { '131052-308T': 1 } }))).toBe('later')
    expect(identifyingField({ entity: 'hologram', fields: { text: '131052-308T' } })).toBe('text')
  })
  it('C1: ids, hashes, dates, codes and ordinary words are none', () => {
    const id = '12345678-1234-4123-8123-123456789012'
    const fields = {
      siteId: id,
      date: '2026-03-03',
      at: '2026-03-03T10:00:00.123Z',
      startTime: '08:30',
      hash: '1'.repeat(64),
      key: `visit/${id}/note/${id}/12`,
      note: 'Kela 3 krt, 12 € ja 2 lasta',
      codeSetVersion: '2026.1',
    }
    expect(identifyingField(visit(fields))).toBeNull()
  })
  it('C1: a contact card may say how an office is reached, and nothing of a person', () => {
    const card = (fields: Record<string, string>) => ({ entity: 'contactCard', fields })
    expect(
      identifyingField(card({ phone: '0295 020 700', web: 'https://example.fi', name: 'posti@example.fi' })),
    ).toBeNull()
    expect(identifyingField(card({ phone: '131052-308T' }))).toBe('phone')
  })
  it('C1: no shipped code or its words are taken for one', () => {
    expect(identifyingField(visit({ all: JSON.parse(JSON.stringify(shippedSets)) }))).toBeNull()
  })
  it('C1: the hub sets such a change aside with its reason, and never stores it', async () => {
    const device = await enrol(hub, randomUUID())
    const { outcomes } = await device.call({
      kind: 'push',
      operations: [
        device.put(1, { entity: 'visit', fields: { note: 'tunnus 131052-308T' } }),
        device.put(2, { fields: { name: 'Neuvonta, soita 040 123 4567' } }),
        device.put(3, { entity: 'visit', fields: { note: 'tavallinen' } }),
      ],
    })

    expect(outcomes.map(({ reason }: { reason?: string }) => reason)).toEqual([
      'identifier: note',
      'identifier: name',
      undefined,
    ])
    const { rows } = await hub.db.query(`SELECT 1 FROM operations WHERE body LIKE '%131052%'`)
    expect(rows).toEqual([])
  })
})
