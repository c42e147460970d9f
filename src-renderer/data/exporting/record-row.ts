import { declarationOf, type EntityName } from '../../../src-shared/domain/registry.ts'
import type { ExportRow } from '../../../src-shared/export/export-row.ts'
import { deletedField, isHidden, needsDecision, type RecordState } from '../../../src-shared/sync/merge.ts'

/** A record as it leaves: what is stored, with the values that a reader takes for granted where they are missing. */
export function recordRow(entity: EntityName, id: string, record: RecordState): ExportRow {
  const { [deletedField]: _, ...stored } = record.fields
  const read = declarationOf(entity).fields.safeParse(stored)
  return {
    id,
    state: isHidden(record)
      ? read.success
        ? 'deleted'
        : 'erased'
      : read.success
        ? needsDecision(record)
          ? 'contested'
          : 'shown'
        : 'unreadable',
    fields: { ...read.data, ...stored },
    history: (record.history ?? []).map(({ at, actor, deviceId, kind, fields, n, seq }) => ({
      at,
      actor,
      deviceId,
      kind,
      fields: [...fields],
      n,
      seq,
    })),
  }
}

/** A row that does not open. */
export const damagedRow = (id: string): ExportRow => ({ id, state: 'damaged', fields: {} })
