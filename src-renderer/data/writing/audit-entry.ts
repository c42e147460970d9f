import type { Store } from '../register/store.ts'

export type Audited = {
  readonly action: 'put' | 'delete' | 'restore' | 'give-up' | 'seen' | 'exported'
  readonly entity: string
  readonly id: string
  readonly fields: readonly string[]
}

/** Who changed what and when: names of fields, never values. One entry an act, so that an import is one. */
export const auditEntry = (
  { clock, userId, deviceId }: Store,
  changes: readonly Audited[],
  remark: string | null,
) => ({
  at: clock.nowIso(),
  actor: userId,
  deviceId,
  ...(remark === null ? {} : { remark }),
  changes,
})
