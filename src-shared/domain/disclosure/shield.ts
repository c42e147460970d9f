import { Attack, type Effort, fullEffort } from './attack.ts'
import { cheapestMove, type Move } from './moves.ts'
import type { Entry, Publication } from './publication.ts'
import type { Terrain } from './terrain.ts'

/** A set of hidden entries, and whether it keeps small counts unknown. */
export class Shield {
  private found: Attack | undefined
  private ground: Terrain | undefined
  /** An attack on a larger shield, and what has been shown since. */
  private base: { readonly attack?: Attack | undefined; readonly shown: readonly number[] } = { shown: [] }
  /** What proves that a target is kept: the entries that a move of it rests on, or a search over all. */
  private readonly proofs = new Map<number, ReadonlySet<number> | 'search'>()

  readonly hidden: ReadonlySet<number>
  readonly hiddenLeast: 0 | 1
  private readonly publication: Publication
  private readonly targets: readonly number[]
  private readonly effort: Effort

  constructor(
    publication: Publication,
    hidden: ReadonlySet<number>,
    hiddenLeast: 0 | 1,
    targets: readonly number[],
    effort: Effort,
  ) {
    this.effort = effort
    this.publication = publication
    this.hidden = hidden
    this.hiddenLeast = hiddenLeast
    this.targets = targets
  }

  /** The targets that can be any of as many numbers as they have to. */
  exposed(): number[] {
    return this.targets.filter((target) => !this.keeps(target))
  }

  keeps(target: number): boolean {
    if (this.proofs.has(target)) return true
    const entry = entryOf(this.publication, target)
    const move = cheapestMove(this.publication, entry, this.terrain(), true)
    if (move) this.proofs.set(target, new Set(move.entries))
    else if (this.effort.left > 0 && this.attack().holds(entry.column, entry.threshold))
      this.proofs.set(target, 'search')
    return this.proofs.has(target)
  }

  /** The shield with these entries hidden too: what was kept stays so. */
  plus(more: readonly number[]): Shield {
    const larger = new Shield(
      this.publication,
      new Set([...this.hidden, ...more]),
      this.hiddenLeast,
      this.targets,
      this.effort,
    )
    for (const [target, proof] of this.proofs) larger.proofs.set(target, proof)
    return larger
  }

  /** The shield with one entry shown, where all targets are kept without it; they are kept now. */
  without(entry: number): Shield | undefined {
    const hidden = new Set(this.hidden)
    hidden.delete(entry)
    const smaller = new Shield(this.publication, hidden, this.hiddenLeast, this.targets, this.effort)
    for (const [target, proof] of this.proofs)
      if (proof !== 'search' && !proof.has(entry)) smaller.proofs.set(target, proof)
    const { attack, shown } = this.found ? { attack: this.found, shown: [] } : this.base
    smaller.base = { attack, shown: [...shown, entry] }
    return this.targets.every((target) => smaller.keeps(target)) ? smaller : undefined
  }

  /** The box that covers a target at the least cost, among those that hide entries which have a cost. */
  moveFor(target: number, costs: ReadonlyMap<number, number>): Move | undefined {
    const terrain = this.terrain()
    for (const [index, cost] of costs)
      if (!this.hidden.has(index)) terrain.costs[entryOf(this.publication, index).place.key] = cost
    return cheapestMove(this.publication, entryOf(this.publication, target), terrain, false)
  }

  private terrain(): Terrain {
    this.ground ??= this.publication.terrain((entry) => this.hidden.has(entry), this.hiddenLeast)
    return this.ground
  }

  private attack(): Attack {
    this.found ??= this.narrowed() ?? this.built()
    return this.found
  }

  /** The attack on a larger shield, told what is shown again. */
  private narrowed(): Attack | undefined {
    const { attack, shown } = this.base
    const found = attack?.with(
      shown.map((index) => {
        const { column, value } = entryOf(this.publication, index)
        return [column, value]
      }),
    )
    if (found) witnessTruth(this.publication, found)
    return found
  }

  private built(): Attack {
    const wanted = new Set([...this.targets, ...this.hidden])
    const { publication, hidden, hiddenLeast, effort } = this
    return attackOn(publication, hidden, hiddenLeast, (entry) => wanted.has(entry), { effort })
  }
}

export function entryOf(publication: Publication, index: number): Entry {
  const entry = publication.entries[index]
  if (!entry) throw new Error(`no entry ${index}`)
  return entry
}

/** What the public can work out while these entries are hidden. @throws where the truth itself does not fit: a bug. */
export function attackOn(
  publication: Publication,
  hidden: ReadonlySet<number>,
  hiddenLeast: 0 | 1,
  wanted: (entry: number) => boolean,
  { keepsPublic = false, effort = fullEffort() } = {},
): Attack {
  const knowledge = publication.knowledge((entry) => hidden.has(entry), hiddenLeast, wanted)
  const attack = Attack.on(knowledge, keepsPublic, effort)
  if (!attack) throw new Error('the published counts contradict each other')
  witnessTruth(publication, attack)
  return attack
}

const witnessTruth = (publication: Publication, attack: Attack): void => {
  for (const { column, value } of publication.entries) attack.witness(column, value)
}
