import { assertNever } from '../../../src-shared/kernel/result.ts'
import type { BackupProblem } from '../format/problem.ts'
import type { FoundBackup } from '../set/survey.ts'

/** One line. */
export function problemText(problem: BackupProblem): string {
  switch (problem.kind) {
    case 'newer-version':
      return `the set was written by a newer version (format ${problem.version}); update ALPO-desk`
    case 'damaged':
      return `damaged or missing: ${problem.files.join(', ')}`
    case 'disk-full':
      return 'the disk is full'
    case 'read-only':
      return 'the folder may only be read'
    case 'gone':
      return 'the folder is not there any more, or the set that was in it'
    case 'io':
      return 'the disk gives an error'
    case 'other-register':
      return 'the set belongs to another register'
    case 'wrong-secret':
      return 'the passphrase or recovery key is a wrong one'
    case 'empty':
      return 'there is no backup in the folder'
    case 'journal':
      return "the journal cannot be read; 'alpo journal verify' says why"
    case 'not-clean':
      return 'a register, or what is left of one, lies in the folder: restore into an empty one'
    case 'cancelled':
      return 'cancelled'
    default:
      return assertNever(problem)
  }
}

export function backupText({ id, summary }: FoundBackup): string {
  const rows = Object.values(summary.tables).reduce((sum, count) => sum + count, 0)
  const megabytes = (summary.bytes / 1e6).toFixed(1)
  return `${id}  ${new Date(summary.at).toISOString()}  ${rows} rows, ${summary.files} files, ${megabytes} MB`
}
