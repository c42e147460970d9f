import type { Areas } from '../../../codes/municipality.ts'
import type { ClaimantType } from './rule-rows.ts'

export type Claimant = { readonly type: ClaimantType; readonly code: string }

/** A claimant as its claims name it. */
export type NamedClaimant = Claimant & { readonly name: string; readonly businessId: string | null }

/** Åland's region number in the national classification (maakunta 21). */
const alandRegion = '21'
const alandCounty = '91'

/**
 * True where the claimant is the one whom a resident of the municipality brings the sum. For the resident of a merged
 * municipality the one of today answers, also where the claimant itself goes by its earlier code.
 */
export function isInArea(municipalityCode: string | null, claimant: Claimant, areas: Areas): boolean {
  const municipality = municipalityCode === null ? undefined : areas.get(municipalityCode)
  if (!municipality) return false
  switch (claimant.type) {
    case 'municipality':
    case 'municipality-ax':
      return municipality.today === areas.get(claimant.code)?.today
    case 'wellbeing-county':
    case 'ax-health':
      return municipality.wellbeingCounty === claimant.code
  }
}

/** True where a claimant of this type has this code in the list of areas. */
export function claimantExists({ type, code }: Claimant, areas: Areas): boolean {
  if (type === 'ax-health') return code === alandCounty
  if (type === 'wellbeing-county')
    return code !== alandCounty && [...areas.values()].some((row) => row.wellbeingCounty === code)
  const municipality = areas.get(code)
  return municipality !== undefined && (municipality.region === alandRegion) === (type === 'municipality-ax')
}
