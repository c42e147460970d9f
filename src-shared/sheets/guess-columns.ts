import { fold } from '../text/fold.ts'
import { tidyLabel } from '../text/label-index.ts'

/**
 * The column of each target by its heading: one that is a name of the target, else one that holds a name or begins one
 * (`Maksukuukausi`, `Synt.aika`). Each column serves one target, and names are compared in any case and with any marks.
 */
export function guessColumns<Target extends string>(
  headings: readonly string[],
  targets: readonly Target[],
  namesOf: (target: Target) => readonly string[],
  fit: 'whole names' | 'parts of names' = 'parts of names',
): Readonly<Partial<Record<Target, number>>> {
  const folded = headings.map((heading) => fold(tidyLabel(heading)))
  const found: Partial<Record<Target, number>> = {}
  const taken = new Set<number>()
  const take = (fits: (heading: string, name: string) => boolean): void => {
    for (const target of targets) {
      if (found[target] !== undefined) continue
      const names = namesOf(target).map((name) => fold(tidyLabel(name)))
      const at = folded.findIndex(
        (heading, index) => heading !== '' && !taken.has(index) && names.some((name) => fits(heading, name)),
      )
      if (at < 0) continue
      found[target] = at
      taken.add(at)
    }
  }
  take((heading, name) => heading === name)
  if (fit === 'parts of names')
    take((heading, name) => heading.includes(name) || (heading.length >= 3 && name.startsWith(heading)))
  return found
}
