import type { Transaction } from 'dexie'
import { leftOf, type OutboxRow } from './outbox-row.ts'

/** Append only: a released version is never edited. Rows are sealed, so an upgrade moves boxes and never looks inside. */
export type SchemaVersion = {
  readonly version: number
  readonly stores: Readonly<Record<string, string>>
  /** Fills in what rows of before lack beside their boxes. */
  readonly upgrade?: (tx: Transaction) => PromiseLike<unknown>
}

/** Entities stand under their id and the few keys that their declaration leaves in plain text. */
export const schema: readonly SchemaVersion[] = [
  {
    version: 1,
    stores: {
      organisation: 'id',
      user: 'id',
      site: 'id',
      visit: 'id, date',
      person: 'id',
      paymentClaim: 'id',
      attachment: 'id, claimId',
      outbox: 'n',
      audit: '++seq',
      meta: 'key',
    },
  },
  // values that lost a merge, operations that the hub set aside, records of later versions, and unfinished forms
  { version: 2, stores: { lost: 'key', setAside: 'n', foreign: '[entity+id]', drafts: 'key' } },
  // months of visits as blocks, and the small tables of the register
  { version: 3, stores: { segments: 'month', registerSettings: 'id', codeValue: 'id', period: 'id' } },
  // authorities that clients are sent on to
  { version: 4, stores: { contactCard: 'id' } },
  // what is left when rows go, and when that was done
  { version: 5, stores: { frozenMonth: 'id', retentionPolicy: 'id', retentionRun: 'id' } },
  // what was keyed into ALPO, and in which words
  { version: 6, stores: { handoverProfile: 'id', handedOver: 'id, date' } },
  // notes to oneself, found by the day on which they were written
  { version: 7, stores: { reminder: 'id, createdOn' } },
  // claims: what a claimant records once, decisions, cost lines, and what the authority has paid
  {
    version: 8,
    stores: {
      claimantSettings: 'id',
      decision: 'id',
      claimLine: 'id, claimId',
      paymentList: 'id',
      rulePackRecord: 'id',
      ruleVerification: 'id',
    },
  },
  // visits that came in bulk, many in one row
  { version: 9, stores: { visitBlocks: 'id, *months, [first+last+id]' } },
  // what was erased, when, and why
  { version: 10, stores: { erasure: 'id' } },
  // what this device has sent, for a hub that is restored from a backup
  { version: 11, stores: { sent: 'n, at' } },
  // the names of devices, and what was decided about values that lost
  { version: 12, stores: { device: 'id', conflictDecision: 'id', sealedConflictDecision: 'id' } },
  // the keys of the sealed realm, boxed for those who may have them
  { version: 13, stores: { deviceKey: 'id', realmKey: 'id' } },
  // how much of a row waits to be sent, so that this is known without reading weeks of work
  {
    version: 14,
    stores: { outbox: 'n, [left+n+at]' },
    upgrade: (tx) =>
      tx
        .table<OutboxRow>('outbox')
        .toCollection()
        .modify((row) => Object.assign(row, { left: leftOf(row) })),
  },
  // what came from the hub and is not taken into the records, kept where people see it
  { version: 15, stores: { refused: 'key, isSeen' } },
]
