import { z } from 'zod'
import { IsoDate } from '../../../kernel/iso-date.ts'
import { declareEntity } from '../../entity/entity.ts'
import { RulePack } from './rule-pack.ts'

/** A rule pack that came after the program did; the packs of older claims stay beside it. */
export const RulePackRecordFields = z.object({ pack: RulePack, importedOn: IsoDate })
export const rulePackRecord = declareEntity({
  name: 'rulePackRecord',
  realm: 'sealed',
  fields: RulePackRecordFields,
  writers: ['admin', 'coordinator'],
  plainKeys: {},
  retention: { rule: 'with the last claim that was computed with it', source: 'claims.md §1' },
})

/** Somebody has compared a row with its source. It marks the row; the row itself is never changed by it. */
export const RuleVerificationFields = z.object({
  packId: z.string().min(1).max(100),
  /** The row, as `rowsOf` names it. */
  row: z.string().min(1).max(200),
  verifiedOn: IsoDate,
  verifiedBy: z.string().trim().min(1).max(100),
})
export type RuleVerificationFields = z.infer<typeof RuleVerificationFields>
export const ruleVerification = declareEntity({
  name: 'ruleVerification',
  realm: 'sealed',
  fields: RuleVerificationFields,
  writers: ['admin', 'coordinator'],
  plainKeys: {},
  retention: { rule: 'with its rule pack', source: 'claims.md §1' },
})
