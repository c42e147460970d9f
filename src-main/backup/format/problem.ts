import { errorCode, isDiskFull } from '../../data-folder/atomic-write.ts'

/** Why something was not done with a backup. What was in the folder before is as it was. */
export type BackupProblem =
  | { readonly kind: PlainKind }
  /** Written by a later version of the program. */
  | { readonly kind: 'newer-version'; readonly version: number }
  /** Files that are not as they were written, or that are missing. */
  | { readonly kind: 'damaged'; readonly files: readonly string[] }
type PlainKind =
  | 'disk-full'
  | 'read-only'
  /** The folder, or the set of backups that was in it, is not there: a stick that was pulled out. */
  | 'gone'
  /** Any other error of the system. */
  | 'io'
  /** The set is that of another register. */
  | 'other-register'
  /** Neither the passphrase nor the recovery key of this set. */
  | 'wrong-secret'
  /** There is no backup in the folder. */
  | 'empty'
  /** The journal that is to be backed up cannot be read. */
  | 'journal'
  /** A register, or what is left of one, lies where a backup is to be restored. */
  | 'not-clean'
  | 'cancelled'

/** Carries a problem out of nested work to the one place that hands it back as data ({@link toProblem}). */
export class BackupFailure extends Error {
  readonly problem: BackupProblem
  constructor(problem: BackupProblem) {
    super(`backup: ${problem.kind}`)
    this.problem = problem
  }
}
export const failed = (kind: PlainKind): BackupFailure => new BackupFailure({ kind })
export const damaged = (...files: readonly string[]): BackupFailure =>
  new BackupFailure({ kind: 'damaged', files })

/** What a stick that was pulled out, or a share that went away, answers. */
const goneCodes = ['ENOENT', 'ENOTDIR', 'ENODEV', 'ENXIO', 'ESTALE', 'ENOTCONN', 'EHOSTDOWN', 'ENETUNREACH']

/** The system's errors as problems. @throws whatever is a bug. */
export function toProblem(error: unknown): BackupProblem {
  if (error instanceof BackupFailure) return error.problem
  if (isDiskFull(error)) return { kind: 'disk-full' }
  const code = errorCode(error)
  if (['EACCES', 'EPERM', 'EROFS'].includes(code)) return { kind: 'read-only' }
  if (goneCodes.includes(code)) return { kind: 'gone' }
  if (/^E[A-Z0-9]+$/.test(code)) return { kind: 'io' }
  throw error
}
