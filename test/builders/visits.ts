import { SiteFields } from '../../src-shared/domain/organisation/site.ts'
import { VisitFields } from '../../src-shared/domain/visits/visit-fields.ts'

/** A plain visit of 24.11.2026, on which no rule has anything to say. */
export const aVisit = (over: Partial<VisitFields> = {}): VisitFields => ({
  ...VisitFields.parse({
    kind: 'individual',
    siteId: '11111111-1111-4111-8111-111111111111',
    userId: null,
    date: '2026-11-24',
    startTime: '10:15',
    channel: 'in-person',
    setting: 'walk-in',
    serviceLanguage: 'ar',
    interpreterMode: 'none',
    interpreterLanguage: null,
    partySize: 1,
    participants: null,
    topics: ['T05'],
    measures: ['M02'],
    referrals: [],
    outcome: 'resolved',
    completeness: 'complete',
    codeSetVersion: '2026.1',
  }),
  ...over,
})

export const aSite = (over: Partial<SiteFields> = {}): SiteFields =>
  SiteFields.parse({
    name: 'Pääkirjasto',
    kind: 'library',
    municipality: '837',
    defaultChannel: 'in-person',
    defaultSetting: 'walk-in',
    defaultLanguage: 'fi',
    ...over,
  })
