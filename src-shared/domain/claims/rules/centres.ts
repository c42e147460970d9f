import { areas, municipalityRows } from '../../../codes/areas.ts'
import centres from '../../../codes/elinvoimakeskukset.json' with { type: 'json' }
import { type Claimant, isInArea } from './claimant-area.ts'

/** A regional centre by its code and names. */
export type Centre = (typeof centres.rows)[number]

/**
 * The regional centres in whose area a claimant lies (Statistics Finland, see the file): one for a municipality, as a rule
 * one for a county. None for days before the list holds: of the ELY centres there is no list.
 */
export function centresFor(claimant: Claimant, day: string): readonly Centre[] {
  if (day < centres.asOf) return []
  const codes = new Set(
    municipalityRows
      .filter(({ code }) => isInArea(code, claimant, areas))
      .map(({ elinvoimakeskus }) => elinvoimakeskus),
  )
  return centres.rows.filter(({ code }) => codes.has(code))
}
