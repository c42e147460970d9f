import { attachment } from './attachment.ts'
import type { EntityDeclaration } from './entity.ts'
import { organisation } from './organisation.ts'
import { paymentClaim } from './payment-claim.ts'
import { person } from './person.ts'
import { site } from './site.ts'
import { user } from './user.ts'
import { visit } from './visit.ts'

/** Every entity, one line each. */
export const entities = { organisation, user, site, visit, person, paymentClaim, attachment } as const

export type EntityName = keyof typeof entities
export type FieldsOf<E extends EntityName> = (typeof entities)[E]['fields']['_output']
export const entityNames = Object.keys(entities) as readonly EntityName[] // Object.keys forgets the names it was given

export const isEntityName = (name: string): name is EntityName => Object.hasOwn(entities, name)

/** The declaration without its own field types, for code that treats all entities alike. */
export const declarationOf = (name: EntityName): EntityDeclaration =>
  entities[name] as unknown as EntityDeclaration // plainKeys are contravariant in the fields
