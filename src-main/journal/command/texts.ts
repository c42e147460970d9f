import { assertNever } from '../../../src-shared/kernel/result.ts'
import type { Gap, JournalProblem } from '../format/problem.ts'
import type { Surveyed } from '../format/survey.ts'

const reasons: Readonly<Record<Gap['why'], string>> = {
  missing: 'is not there',
  header: 'does not begin as it should',
  damaged: 'damaged or cut',
  order: 'not the frame that comes next: swapped, repeated, or others are missing',
  foreign: 'a frame that was not written at this place',
  'no-end': 'a snapshot without its end',
  content: 'a frame that holds no act',
}

export function gapText({ file, at, why, after, before }: Gap): string {
  const around = [
    after === null ? [] : [`frame ${after} before it is whole`],
    before === null ? [] : [`frame ${before} behind it is whole`],
  ].flat()
  const where = why === 'missing' || why === 'header' ? '' : `at byte ${at}: `
  return `${file}: ${where}${reasons[why]}${around.length > 0 ? ` (${around.join(', ')})` : ''}`
}

/** One line. */
export function problemText(problem: JournalProblem): string {
  switch (problem.kind) {
    case 'newer-version':
      return `${problem.file}: written by a newer version (format ${problem.version}); update ALPO-desk`
    case 'other-register':
      return `${problem.file}: belongs to another register (${problem.registerId})`
    case 'wrong-key':
      return `${problem.file}: was written with another key`
    case 'damaged':
      return problem.gaps.map(gapText).join('; ')
    case 'disk-full':
      return 'the disk is full'
    case 'read-only':
      return 'the folder may only be read'
    case 'io':
    case 'too-large':
    case 'too-late':
    case 'other-writer':
    case 'not-open':
      return `the journal cannot be read (${problem.kind})`
    default:
      return assertNever(problem)
  }
}

/** A line of one file: what it is, its frames, its size. */
export function fileText({ name, header, places, bytes, gaps }: Surveyed): string {
  const state = gaps.length === 0 ? 'whole' : `${gaps.length} damaged`
  if (header.kind === 'newer-version')
    return `${name}  format ${header.version}, newer than this program  ${bytes} bytes`
  if (header.kind === 'damaged') return `${name}  no readable header  ${bytes} bytes`
  const { kind, firstN } = header.header
  const last = places.at(-1)?.n
  const frames =
    kind === 'snapshot'
      ? `stands for frames before ${firstN}`
      : last === undefined
        ? `empty, begins with frame ${firstN}`
        : `frames ${firstN}–${last}`
  return `${name}  ${frames}  ${bytes} bytes  ${state}`
}
