import type { ClaimFile } from '../../src-shared/domain/claims/proof/claim-file.ts'
import { type ClaimFilePiece, putTogether } from '../../src-shared/domain/claims/proof/claim-file-parts.ts'

const maxStaged = 4

export type StagedFiles = {
  readonly add: (job: string, piece: ClaimFilePiece) => void
  /** The file with its pieces, which are then forgotten. */
  readonly whole: (job: string, file: ClaimFile) => ClaimFile
  readonly clear: () => void
}

/**
 * The pieces in which a claim file comes from the window, by the job that they are for; the window stages and asks in one
 * go, so that a few are all there ever are.
 */
export function createStagedFiles(): StagedFiles {
  const staged = new Map<string, ClaimFilePiece[]>()
  return {
    add(job, piece) {
      const pieces = staged.get(job) ?? []
      pieces.push(piece)
      staged.set(job, pieces)
      for (const old of [...staged.keys()].slice(0, -maxStaged)) staged.delete(old)
    },
    whole(job, file) {
      const pieces = staged.get(job) ?? []
      staged.delete(job)
      return putTogether(file, pieces)
    },
    clear: () => staged.clear(),
  }
}
