import type { Output } from '../../../src-shared/bridge/calls.ts'
import type { RegisterMark } from '../../../src-shared/bridge/safety-calls.ts'
import type { HeldMark } from '../database/held-mark.ts'

export type Damage = {
  /** `empty`: nothing is there. `older`: what was saved last is not. `other`: it is another register, or another's past. */
  readonly kind: 'empty' | 'older' | 'other'
  /** As it stood outside; null where nothing is known of before. */
  readonly was: RegisterMark | null
  readonly now: HeldMark | null
}

export type Judgement = { readonly kind: 'whole' } | { readonly kind: 'set-up' } | Damage

/** Compares the database with the mark outside. `set-up`: the first records have not been written yet. */
export function judgeRegister(
  outside: Output<'markRead'>,
  now: HeldMark | null,
  holdsRows: boolean,
): Judgement {
  const was = outside.kind === 'known' ? outside.mark : null
  if (!holdsRows)
    return outside.isSettingUp && !was?.generation ? { kind: 'set-up' } : { kind: 'empty', was, now }
  if (!was) return { kind: 'whole' }
  const behind = (now?.generation ?? 0) - was.generation
  if (behind < 0) return { kind: 'older', was, now }
  const chain = now?.recent[behind]
  return chain === undefined || chain === was.chain ? { kind: 'whole' } : { kind: 'other', was, now }
}
