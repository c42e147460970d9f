import { describe, expect, it } from 'vitest'
import { aVisit } from '../../../test/builders/visits.ts'
import {
  defaultProfile,
  groupForKeying,
  HandoverProfileFields,
  handoverProfile,
  mapVisits,
} from './handover.ts'
import { monthlyReturn } from './monthly-return.ts'

const profile = (...fields: object[]) => HandoverProfileFields.parse({ fields })
const field = (over: object) => ({
  targetField: 'kanava',
  sourceField: 'channel',
  codeMap: null,
  default: null,
  dropIfEmpty: false,
  ...over,
})

describe('the mapping profile (visits.md §11.3)', () => {
  it('puts each visit into the words of the other system', () => {
    const words = profile(
      field({ codeMap: { 'in-person': 'Paikan päällä' } }),
      field({ targetField: 'aiheet', sourceField: 'topics', codeMap: { T05: 'Asuminen', T11: 'Kela' } }),
      field({ targetField: 'tunti', sourceField: 'hour' }),
      field({ targetField: 'kunta', sourceField: 'clientMunicipality', default: '999' }),
      field({ targetField: 'kansalaisuus', sourceField: 'nationality', dropIfEmpty: true }),
    )
    expect(mapVisits([aVisit({ topics: ['T05', 'T11'] })], words)).toEqual({
      ok: true,
      rows: [{ kanava: 'Paikan päällä', aiheet: ['Asuminen', 'Kela'], tunti: '10', kunta: '999' }],
    })
  })
  it('stops with a list of what it has no word for, never a silent "other"', () => {
    const words = profile(
      field({ codeMap: { phone: 'Puhelin' } }),
      field({ targetField: 'kunta', sourceField: 'clientMunicipality' }),
    )
    const visits = [
      aVisit(),
      aVisit(),
      aVisit({ channel: 'phone', clientMunicipality: '837' }),
      aVisit({ channel: 'constructor', clientMunicipality: '837' }),
    ]
    expect(mapVisits(visits, words)).toEqual({
      ok: false,
      unmapped: [
        { targetField: 'kanava', sourceField: 'channel', code: 'in-person', visits: 2 },
        { targetField: 'kunta', sourceField: 'clientMunicipality', code: null, visits: 2 },
        { targetField: 'kanava', sourceField: 'channel', code: 'constructor', visits: 1 },
      ],
    })
  })
  it('lets out no note, no worker and no minute, and gives no name twice', () => {
    for (const sourceField of ['note', 'userId', 'startTime', '__proto__'])
      expect(HandoverProfileFields.safeParse({ fields: [field({ sourceField })] }).success).toBe(false)
    const after = profile(field({}), field({ sourceField: 'setting' }))
    expect(handoverProfile.problems?.({ kind: 'put', before: null, after }, {} as never)).toEqual([
      { id: 'H01', field: 'fields' },
    ])
  })
})

it('the keying view puts visits together that say the same, the most frequent first', () => {
  const rows = [
    aVisit({ startTime: '09:00' }),
    aVisit({ topics: ['T11'] }),
    aVisit({ startTime: '15:30', note: 'eri' }),
  ].map((fields, id) => ({ id, fields }))
  const groups = groupForKeying(rows, defaultProfile)
  expect(groups.map((group) => group.rows.map(({ id }) => id))).toEqual([[0, 2], [1]])
})

it('S13: the monthly return counts contacts by gender, language and main topic, and groups beside them', () => {
  const figures = monthlyReturn('2026-11', [
    aVisit({ gender: 'female', partySize: 3, topics: ['T05', 'T11'] }),
    aVisit({ gender: 'male', serviceLanguage: 'so' }),
    aVisit({ gender: 'other' }),
    aVisit(),
    aVisit({ kind: 'group', partySize: null, participants: 24, topics: ['T21'] }),
  ])
  expect({ ...figures, languages: [...figures.languages], topics: [...figures.topics] }).toEqual({
    month: '2026-11',
    contacts: 4,
    persons: 6,
    groups: 1,
    participants: 24,
    women: 1,
    men: 1,
    other: 1,
    notAsked: 1,
    languages: [
      ['ar', 3],
      ['so', 1],
    ],
    topics: [['T05', 4]],
  })
})
