import { erasure } from './claims/life/erasure.ts'
import { attachment } from './claims/records/attachment.ts'
import { claimLine } from './claims/records/claim-line.ts'
import { claimantSettings } from './claims/records/claimant-settings.ts'
import { decision } from './claims/records/decision.ts'
import { paymentClaim } from './claims/records/payment-claim.ts'
import { paymentList } from './claims/records/payment-list.ts'
import { rulePackRecord, ruleVerification } from './claims/rules/rule-pack-record.ts'
import type { EntityDeclaration } from './entity/entity.ts'
import { codeValue } from './organisation/code-value.ts'
import { conflictDecision, sealedConflictDecision } from './organisation/conflict-decision.ts'
import { device } from './organisation/device.ts'
import { organisation } from './organisation/organisation.ts'
import { deviceKey, realmKey } from './organisation/realm-key.ts'
import { registerSettings } from './organisation/register-settings.ts'
import { site } from './organisation/site.ts'
import { user } from './organisation/user.ts'
import { person } from './people/person.ts'
import { contactCard } from './visits/contact-card.ts'
import { frozenMonth } from './visits/frozen-month.ts'
import { handedOver, handoverProfile } from './visits/handover.ts'
import { period } from './visits/period.ts'
import { reminder } from './visits/reminder.ts'
import { retentionPolicy, retentionRun } from './visits/retention.ts'
import { visit } from './visits/visit.ts'

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
