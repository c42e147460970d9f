import { z } from 'zod'
import { PersonFields } from '../../../src-shared/domain/people/person.ts'
import { nextProvenance } from '../../../src-shared/domain/people/provenance.ts'
import { changedSince } from '../../data/writing/changed-fields.ts'
import { formToPerson, type PersonForm, personToForm } from './model.ts'

const text = z.string()
const PersonFormText = z.object({
  ref: text,
  name: text,
  birthDate: text,
  identityCode: text,
  migriNumber: text,
  household: text,
  permitGround: text,
  permitDecidedOn: text,
  permitValidFrom: text,
  permitValidTo: text,
  familyTieId: text,
  tieBeforeArrival: text,
  parentId: text,
  otherParentId: text,
  source: text,
  traffickingFrom: text,
  firstPermit: text,
  arrivedOn: text,
  death: text,
  citizenship: text,
  quota: z.boolean(),
  unaccompanied: z.boolean(),
  isProtected: z.boolean(),
  warVolunteer: z.boolean(),
  directedToPlace: z.boolean(),
  needOnArrival: PersonFields.shape.needOnArrival.unwrap(),
  earlierPermits: PersonFields.shape.earlierPermits.unwrap(),
  residence: z.array(z.object({ key: z.int(), municipality: text, from: text, to: text })),
})

/** What is kept of a person's form, with the record as it was when the form was opened. */
export type PersonDraft = { readonly form: PersonForm; readonly before: PersonFields | null }
export const PersonDraft: z.ZodType<PersonDraft> = z.object({
  form: PersonFormText,
  before: PersonFields.nullable(),
})

/**
 * What a form changes of a person: only what it gives another value than the record had when it was opened, for others may
 * have changed the rest since.
 */
export function personChanges(
  { form, before }: PersonDraft,
  current: PersonFields | null,
  recordedBy: string,
  on: string,
): Partial<PersonFields> {
  if (!before || !current) return formToPerson(form, recordedBy, null, on)
  const opened = formToPerson(personToForm(before), recordedBy, before, on)
  const changed = changedSince(opened, { ...formToPerson(form, recordedBy, before, on) })
  const fields = { ...changed, recordedBy }
  return { ...fields, provenance: nextProvenance(current, { ...current, ...fields }, recordedBy, on) }
}
