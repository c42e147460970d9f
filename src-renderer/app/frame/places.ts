/** Where one can go, in the order in which the rail shows it. */
export const placeGroups = [
  { name: 'advice', places: ['visits', 'periods', 'handover'] },
  {
    name: 'claims',
    places: ['persons', 'claims', 'decisions', 'reconcile', 'deadlines', 'overview', 'claimant', 'rules'],
  },
  { name: 'admin', places: ['admin', 'settings'] },
] as const

export type Place = (typeof placeGroups)[number]['places'][number]
/** What fills the window: a place, or what waits for a decision. */
export type View = Place | 'conflicts'

/** Alt and a digit go to the first nine. */
export const placesByDigit: readonly Place[] = placeGroups.flatMap(({ places }) => places).slice(0, 9)

const [, ofClaims] = placeGroups
export type ClaimPlace = (typeof ofClaims)['places'][number]
export const isPlaceOfClaims = (view: View): boolean => ofClaims.places.some((place) => place === view)
