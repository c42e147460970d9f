import type { AttachmentFields } from '../records/attachment.ts'

/** What our own pages, fonts and lists may come to; they stand in the first part, and a shared index in each. */
const ownBytes = 1_500_000
const mega = 1_000_000

type Evidence = Pick<AttachmentFields, 'bytes' | 'placement' | 'name'>
export type Plan =
  | { readonly kind: 'parts'; readonly parts: readonly (readonly number[])[] }
  /** A piece of evidence that no part can hold: nothing is made smaller without asking. */
  | { readonly kind: 'does-not-fit'; readonly name: string }

/** What a piece of evidence adds to a file: its original, and its pages once more where they are shown. */
const weightOf = ({ bytes, placement }: Evidence): number =>
  (placement === 'merge' ? 2 * bytes : bytes) + 20_000

/**
 * Divides the evidence over as few files as its order allows, each within the limit of the authority's service.
 * @param limitMb In 10⁶ bytes; null for one file.
 */
export function planParts(evidence: readonly Evidence[], limitMb: number | null): Plan {
  if (limitMb === null) return { kind: 'parts', parts: [evidence.map((_, index) => index)] }
  const room = Math.max(limitMb * mega - ownBytes, (limitMb * mega) / 2)
  const parts: number[][] = [[]]
  let used = 0
  for (const [index, one] of evidence.entries()) {
    const weight = weightOf(one)
    if (weight > room) return { kind: 'does-not-fit', name: one.name }
    if (used + weight > room) {
      parts.push([])
      used = 0
    }
    parts.at(-1)?.push(index)
    used += weight
  }
  return { kind: 'parts', parts }
}
