import { tidyIdentityCode } from '../../../src-shared/domain/people/identity-code.ts'
import { type PersonFields, personToFacts } from '../../../src-shared/domain/people/person.ts'
import { findImpossible } from '../../../src-shared/domain/people/person-facts.ts'
import { nextProvenance } from '../../../src-shared/domain/people/provenance.ts'

export type ResidenceForm = {
  readonly key: number
  readonly municipality: string
  readonly from: string
  readonly to: string
}
export type PersonForm = {
  readonly ref: string
  readonly name: string
  readonly birthDate: string
  readonly identityCode: string
  readonly permitDecidedOn: string
  readonly permitValidFrom: string
  readonly permitValidTo: string
  readonly earlierPermits: PersonFields['earlierPermits']
  readonly migriNumber: string
  readonly household: string
  readonly familyTieId: string
  readonly tieBeforeArrival: string
  readonly permitGround: string
  readonly quota: boolean
  readonly unaccompanied: boolean
  readonly isProtected: boolean
  readonly traffickingFrom: string
  readonly warVolunteer: boolean
  readonly directedToPlace: boolean
  readonly needOnArrival: PersonFields['needOnArrival']
  readonly firstPermit: string
  readonly residence: readonly ResidenceForm[]
  readonly death: string
  readonly citizenship: string
  readonly parentId: string
  readonly otherParentId: string
  readonly arrivedOn: string
  readonly source: string
}

export const emptyPerson = (municipality: string): PersonForm => ({
  ref: '',
  name: '',
  birthDate: '',
  identityCode: '',
  permitDecidedOn: '',
  permitValidFrom: '',
  permitValidTo: '',
  earlierPermits: [],
  migriNumber: '',
  household: '',
  familyTieId: '',
  tieBeforeArrival: '',
  permitGround: '87',
  quota: false,
  unaccompanied: false,
  isProtected: false,
  traffickingFrom: '',
  warVolunteer: false,
  directedToPlace: false,
  needOnArrival: 'not-known',
  firstPermit: '',
  residence: [{ key: 0, municipality, from: '', to: '' }],
  death: '',
  citizenship: '',
  parentId: '',
  otherParentId: '',
  arrivedOn: '',
  source: '',
})

export const personToForm = (fields: PersonFields): PersonForm => ({
  ...fields,
  identityCode: fields.identityCode ?? '',
  permitGround: fields.permitGround ?? '',
  permitDecidedOn: fields.permitDecidedOn ?? '',
  permitValidFrom: fields.permitValidFrom ?? '',
  permitValidTo: fields.permitValidTo ?? '',
  migriNumber: fields.migriNumber ?? '',
  familyTieId: fields.familyTieId ?? '',
  tieBeforeArrival: fields.tieBeforeArrival ?? '',
  traffickingFrom: fields.traffickingFrom ?? '',
  firstPermit: fields.firstPermit ?? '',
  residence: fields.residence.map(({ municipality, from, to }, key) => ({
    key,
    municipality,
    from,
    to: to ?? '',
  })),
  death: fields.death ?? '',
  citizenship: fields.citizenship ?? '',
  parentId: fields.parentId ?? '',
  otherParentId: fields.otherParentId ?? '',
  arrivedOn: fields.arrivedOn ?? '',
})

/** `before`: the record that is edited, for what the form does not show. */
export const formToPerson = (
  form: PersonForm,
  recordedBy: string,
  before: PersonFields | null,
  on: string,
): PersonFields => {
  const fields = {
    ref: form.ref.trim(),
    name: form.name.trim(),
    birthDate: form.birthDate,
    identityCode: tidyIdentityCode(form.identityCode) || null,
    permitGround: form.permitGround || null,
    permitDecidedOn: form.permitDecidedOn || null,
    permitValidFrom: form.permitValidFrom || null,
    permitValidTo: form.permitValidTo || null,
    earlierPermits: [...form.earlierPermits],
    migriNumber: form.migriNumber.trim() || null,
    household: form.household.trim(),
    familyTieId: form.familyTieId || null,
    tieBeforeArrival: tieAnswer(form),
    quota: form.quota,
    unaccompanied: form.unaccompanied,
    isProtected: form.isProtected,
    traffickingFrom: form.traffickingFrom || null,
    warVolunteer: form.warVolunteer,
    directedToPlace: form.directedToPlace,
    needOnArrival: form.needOnArrival,
    firstPermit: form.firstPermit || null,
    residence: form.residence
      .filter(({ municipality, from }) => municipality || from)
      .map(({ municipality, from, to }) => ({ municipality, from, to: to || null })),
    death: form.death || null,
    citizenship: form.citizenship || null,
    parentId: form.parentId || null,
    otherParentId: form.otherParentId || null,
    arrivedOn: form.arrivedOn || null,
    source: form.source.trim(),
    recordedBy,
    mergedFrom: before?.mergedFrom ?? [],
    notSameAs: before?.notSameAs ?? [],
  }
  return { ...fields, provenance: nextProvenance(before, fields, recordedBy, on) }
}

/** The permit of the form becomes an earlier one, and the form asks for the next. */
export const nextPermit = (form: PersonForm): PersonForm => ({
  ...form,
  earlierPermits: [
    {
      ground: form.permitGround,
      decidedOn: form.permitDecidedOn || null,
      validFrom: form.permitValidFrom || null,
      validTo: form.permitValidTo || null,
    },
    ...form.earlierPermits,
  ],
  permitDecidedOn: '',
  permitValidFrom: '',
  permitValidTo: '',
})

function tieAnswer({ familyTieId, tieBeforeArrival }: PersonForm): PersonFields['tieBeforeArrival'] {
  if (!familyTieId) return null
  return tieBeforeArrival === 'yes' || tieBeforeArrival === 'no' ? tieBeforeArrival : 'not-known'
}

/** The path of the first fact that cannot be, or null. */
export const impossibleFact = (fields: PersonFields): string | null =>
  findImpossible(personToFacts('', fields))?.path ?? null
