import { z } from 'zod'
import { Json } from '../../sync/operation.ts'
import { declareEntity } from '../entity/entity.ts'

/**
 * What a person has decided about two edits of one field that had not seen each other (S4). It travels like any record, so
 * that what is decided on one device is off the desk of the others, and deleting it puts the question again.
 */
export const ConflictDecisionFields = z.object({
  /** The losing write, as every device names it. */
  key: z.string().max(300),
  choice: z.enum(['standing', 'other']),
  /** What stood when the other value was taken, so that the decision can be taken back. */
  replaced: Json,
})
export type ConflictDecisionFields = z.infer<typeof ConflictDecisionFields>

/** The same about records that the hub may not read: what stood before is one of their values. */
export const sealedConflictDecision = declareEntity({
  name: 'sealedConflictDecision',
  realm: 'sealed',
  fields: ConflictDecisionFields,
  writers: ['coordinator', 'admin'],
  plainKeys: {},
  retention: { rule: 'as long as the record that it is about', source: 'design.md §5.4' },
})

export const conflictDecision = declareEntity({
  name: 'conflictDecision',
  realm: 'open',
  fields: ConflictDecisionFields,
  writers: ['adviser', 'coordinator', 'admin'],
  plainKeys: {},
  retention: { rule: 'as long as the record that it is about', source: 'design.md §5.4' },
})
