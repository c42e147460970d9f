import type { Areas } from '../domain/claims/rules/areas.ts'
import municipalities from './municipalities-2026.json' with { type: 'json' }
import counties from './wellbeing-counties.json' with { type: 'json' }

/** Municipalities of 1.1.2026 with region and wellbeing services county (Statistics Finland, see the file). */
export const areas: Areas = new Map(municipalities.rows.map((row) => [row.code, row]))

export const municipalityRows = municipalities.rows
export const countyRows = counties.rows
