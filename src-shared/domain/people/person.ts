import { z } from 'zod'
import { IsoDate } from '../../kernel/iso-date.ts'
import { declareEntity, type FieldProblem } from '../entity/entity.ts'
import { readIdentityCode } from './identity-code.ts'
import { type PersonFacts, ResidenceFact } from './person-facts.ts'

/** A person whom a claim is about, with no more than the claim needs (claims.md §10.2). */
export const PersonFields = z.object({
  /** The internal reference that stands on paper in place of the name. */
  ref: z.string().trim().min(1).max(30),
  name: z.string().trim().min(1).max(200),
  birthDate: IsoDate,
  /** Henkilötunnus; null where there is none yet, which is the "missed person" path and no error (V22). */
  identityCode: z.string().trim().max(11).nullable(),
  permitGround: z.string().min(1).max(20).nullable(),
  permitDecidedOn: IsoDate.nullable(),
  permitValidFrom: IsoDate.nullable(),
  permitValidTo: IsoDate.nullable(),
  /** Permits before the one above, the latest first. */
  earlierPermits: z
    .array(
      z.object({
        ground: z.string().min(1).max(20),
        decidedOn: IsoDate.nullable(),
        validFrom: IsoDate.nullable(),
        validTo: IsoDate.nullable(),
      }),
    )
    .max(50)
    .default([]),
  /** The person's customer number at Migri. */
  migriNumber: z.string().trim().max(30).nullable(),
  quota: z.boolean(),
  /** Who lives together, by a reference of the claimant's own; empty for whoever is in none. */
  household: z.string().trim().max(30).default(''),
  /** The record of the person whom the family tie leads to (G2), and whether the tie is older than that person's arrival. */
  familyTieId: z.uuid().nullable(),
  tieBeforeArrival: z.enum(['yes', 'no', 'not-known']).nullable(),
  /** Group G4: came or was left without a guardian as a minor (2 § sub 6). */
  unaccompanied: z.boolean().default(false),
  /** Non-disclosure for personal safety: documents tell the reference only (claims.md §13). */
  isProtected: z.boolean().default(false),
  /** Group G5: the day of entry to the assistance system for victims of trafficking (5 § p 8). */
  traffickingFrom: IsoDate.nullable().default(null),
  /** Group G6: a volunteer of 1939–1945 or the spouse of one (67 §). */
  warVolunteer: z.boolean().default(false),
  /** Directed to a municipal place, which reception preparedness asks for (64 §). */
  directedToPlace: z.boolean().default(false),
  /** Whether the need of special care was there on arrival (65 § sub 1). */
  needOnArrival: z.enum(['yes', 'no', 'not-known']).default('not-known'),
  firstPermit: IsoDate.nullable(),
  residence: z.array(ResidenceFact).max(100),
  death: IsoDate.nullable(),
  citizenship: IsoDate.nullable(),
  /** The id of the parent's record, for a child born in Finland; of both, where both are recorded. */
  parentId: z.uuid().nullable(),
  otherParentId: z.uuid().nullable().default(null),
  /** The day of arrival in Finland or of the move to the municipality, for which reception prepared (64 §). */
  arrivedOn: IsoDate.nullable().default(null),
  /** Act 681/2023, 73 § sub 2: source and recorder of data not obtained from the person. */
  source: z.string().max(200),
  recordedBy: z.uuid().nullable(),
  /** The same for each datum by its name, as it was when the datum was last changed. */
  provenance: z
    .record(z.string().max(40), z.object({ source: z.string().max(200), recordedBy: z.uuid(), on: IsoDate }))
    .default({}),
  /** Records that turned out to be about this person, each whole, as JSON. */
  mergedFrom: z
    .array(z.object({ id: z.uuid(), fields: z.string().max(50_000) }))
    .max(100)
    .default([]),
  /** Records that look alike and are about somebody else: somebody has said so. */
  notSameAs: z.array(z.uuid()).max(1000).default([]),
})
export type PersonFields = z.infer<typeof PersonFields>

/** A person on record. */
export type KnownPerson = { readonly id: string; readonly fields: PersonFields }

export const person = declareEntity({
  name: 'person',
  realm: 'sealed',
  fields: PersonFields,
  writers: ['coordinator', 'admin'],
  plainKeys: {},
  problems: ({ after }) => personProblems(after),
  retention: {
    rule: 'with the last claim that names the person, through the repayment window',
    source: 'claims.md §15',
  },
})

/** What keeps a person from being saved; a code that contradicts the birth date is a slip of the keys (V22). */
function personProblems({ identityCode, birthDate }: PersonFields): readonly FieldProblem[] {
  if (identityCode === null) return []
  const read = readIdentityCode(identityCode)
  return read?.birthDate === birthDate ? [] : [{ id: 'V22', field: 'identityCode' }]
}

/** What the engine may know of a person; records point to each other by id, which serves as `ref`. */
export const personToFacts = (id: string, fields: PersonFields): PersonFacts => ({
  ref: id,
  birthDate: fields.birthDate,
  permitGround: fields.permitGround,
  quota: fields.quota,
  firstPermit: fields.firstPermit,
  residence: fields.residence,
  death: fields.death,
  citizenship: fields.citizenship,
  parent: fields.parentId,
  // what is not known is left out: facts that a claim has frozen stay the same
  ...(fields.otherParentId === null ? {} : { otherParent: fields.otherParentId }),
  ...(fields.arrivedOn === null ? {} : { arrival: fields.arrivedOn }),
  ...(fields.traffickingFrom === null ? {} : { traffickingFrom: fields.traffickingFrom }),
})
