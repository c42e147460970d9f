import mergedList from './merged-municipalities.json' with { type: 'json' }
import municipalities from './municipalities-2026.json' with { type: 'json' }
import type { Areas, Municipality } from './municipality.ts'
import counties from './wellbeing-counties.json' with { type: 'json' }

/** Municipalities of today (Statistics Finland, see the file). */
export const municipalityRows = municipalities.rows
/** Those that are a part of another today; histories still name them. */
export const mergedRows = mergedList.rows
export const countyRows = counties.rows

/** All of them with region and wellbeing services county; a merged one lies where its successor does. */
export const areas: Areas = makeAreas()

function makeAreas(): Areas {
  const today = new Map(municipalityRows.map((row) => [row.code, row]))
  const merged = new Map(mergedRows.map((row) => [row.code, row]))
  const found = new Map<string, Municipality>()
  for (const { code, region, wellbeingCounty } of municipalityRows)
    found.set(code, { code, region, wellbeingCounty, today: code, validTo: null })
  for (const { code, successor, validTo } of mergedRows) {
    let last = successor // a successor may have merged later itself
    for (let next = merged.get(last); next; next = merged.get(last)) last = next.successor
    const heir = today.get(last)
    if (!heir) throw new Error(`municipality ${code} has no successor`)
    const { region, wellbeingCounty } = heir
    found.set(code, { code, region, wellbeingCounty, today: last, validTo })
  }
  return found
}
