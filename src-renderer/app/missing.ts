import type { Output } from '../../src-shared/bridge/calls.ts'
import type { Damage } from '../data/opening/judge-register.ts'
import type { Missing } from '../features/setup/missing-screen.tsx'
import { bridge } from '../platform/bridge.ts'
import { windowName } from '../platform/window-name.ts'

/** What is told of a register that is not as it was left; the copy of before this start is kept from now on. */
export async function describeMissing(damage: Damage | { readonly kind: 'keys' }): Promise<Missing> {
  const { folder, copy } = await bridge().keepForSupport({})
  const { isRestored } = await bridge().startReport({})
  const { was, now } = damage.kind === 'keys' ? { was: null, now: null } : damage
  const hasHub = damage.kind !== 'keys' && (await hubAddress()) !== null
  return {
    kind: damage.kind,
    was: was?.counts ?? {},
    now: damage.kind === 'empty' ? {} : (now?.counts ?? {}),
    savedAt: was?.at ?? null,
    unsent: was && hasHub ? Math.max(0, was.lastN - was.acknowledged) : null,
    hasHub,
    copy: copy && pathIn(folder, copy),
    isRestored,
    openedIn: was?.openedIn === (await windowName()) ? null : (was?.openedIn ?? null),
    isInBrowser: (await bridge().appInfo({})).shell === 'preview',
  }
}

/** The copies as a person finds them. */
export async function supportFolder(): Promise<string> {
  const { folder, copy } = await bridge().keepForSupport({})
  return copy ? pathIn(folder, copy) : folder
}

const pathIn = (folder: string, name: string): string =>
  `${folder}${folder.includes('\\') ? '\\' : '/'}${name}`

const hubAddress = async (): Promise<Output<'syncStatus'>['address']> =>
  (await bridge().syncStatus({})).address
