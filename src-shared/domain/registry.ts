import { attachment } from './attachment.ts'
import { claimLine } from './claim-line.ts'
import { claimantSettings } from './claimant-settings.ts'
import { erasure } from './claims/life/erasure.ts'
import { codeValue } from './code-value.ts'
import { conflictDecision, sealedConflictDecision } from './conflict-decision.ts'
import { contactCard } from './contact-card.ts'
import { decision } from './decision.ts'
import { device } from './device.ts'
import type { EntityDeclaration } from './entity.ts'
import { frozenMonth } from './frozen-month.ts'
import { handedOver, handoverProfile } from './handover.ts'
import { organisation } from './organisation.ts'
import { paymentClaim } from './payment-claim.ts'
import { paymentList } from './payment-list.ts'
import { period } from './period.ts'
import { person } from './person.ts'
import { deviceKey, realmKey } from './realm-key.ts'
import { registerSettings } from './register-settings.ts'
import { reminder } from './reminder.ts'
import { retentionPolicy, retentionRun } from './retention.ts'
import { rulePackRecord, ruleVerification } from './rule-pack-record.ts'
import { site } from './site.ts'
import { user } from './user.ts'
import { visit } from './visit.ts'

/** Every entity, one line each. */
export const entities = {
  organisation,
  registerSettings,
  user,
  site,
  codeValue,
  contactCard,
  period,
  handoverProfile,
  handedOver,
  frozenMonth,
  retentionPolicy,
  retentionRun,
  visit,
  reminder,
  person,
  paymentClaim,
  attachment,
  claimantSettings,
  decision,
  claimLine,
  paymentList,
  rulePackRecord,
  ruleVerification,
  erasure,
  device,
  conflictDecision,
  sealedConflictDecision,
  deviceKey,
  realmKey,
} as const

export type EntityName = keyof typeof entities
export type FieldsOf<E extends EntityName> = (typeof entities)[E]['fields']['_output']
export const entityNames = Object.keys(entities) as readonly EntityName[] // Object.keys forgets the names it was given

export const isEntityName = (name: string): name is EntityName => Object.hasOwn(entities, name)

/** The declaration without its own field types, for code that treats all entities alike. */
export const declarationOf = (name: EntityName): EntityDeclaration =>
  entities[name] as unknown as EntityDeclaration // plainKeys are contravariant in the fields
