import { z } from 'zod'
import { DecisionFields } from '../records/decision.ts'
import { ClaimFile } from './claim-file.ts'

/** Who changed the claim when, as its record remembers it: names of fields, never what they held. */
const HistoryLine = z.object({
  at: z.string(),
  actor: z.string(),
  deviceId: z.string(),
  kind: z.string(),
  fields: z.array(z.string()),
})
/** What goes into an audit folder beside the rules and the evidence. */
export const AuditInput = z.object({
  file: ClaimFile,
  decision: DecisionFields.nullable(),
  history: z.array(HistoryLine).max(1000),
})
export type AuditInput = z.infer<typeof AuditInput>
