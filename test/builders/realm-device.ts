import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createRealmHandlers } from '../../src-main/keys/realm-handlers.ts'

/** The realm's calls of an unlocked device, whose folder holds these files. */
export function aDevice(
  dataKey: Uint8Array,
  files: Readonly<Record<string, Uint8Array>> = {},
): ReturnType<typeof createRealmHandlers> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-realm-'))
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content)
  return createRealmHandlers({
    folder,
    argon2: { memoryKib: 1024, passes: 1, lanes: 1 },
    opened: () => ({ userId: 'u', keyId: 'k1', dataKey }),
    recoveryPublicKey: async () => null,
  })
}
