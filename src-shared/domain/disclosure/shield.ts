import { Attack, type Effort, fullEffort } from './attack.ts'
import { cheapestMove, type Move } from './moves.ts'
import type { Entry, Publication } from './publication.ts'
import type { Terrain } from './terrain.ts'

/** What a set of hidden entries has to keep, and what may be done for it. */
export type Task = {
  readonly publication: Publication
  readonly targets: readonly number[]
  readonly hiddenLeast: 0 | 1
  /** What it costs to hide each entry that may be. */
  readonly costs: ReadonlyMap<number, number>
  readonly effort: Effort
}

/** A set of hidden entries, and whether it keeps small counts unknown. */
export class Shield {
  readonly hidden: ReadonlySet<number>
  private readonly task: Task
  private readonly terrain: Terrain
  private found: Attack | undefined
  /** An attack on a larger shield, and what has been shown since. */
  private base: { readonly attack?: Attack | undefined; readonly shown: readonly number[] } = { shown: [] }
  /** What proves that a target is kept: the entries that a move of it rests on, or a search over all. */
  private readonly proofs = new Map<number, ReadonlySet<number> | 'search'>()

  private constructor(task: Task, hidden: ReadonlySet<number>, terrain: Terrain) {
    this.task = task
    this.hidden = hidden
    this.terrain = terrain
  }

  static of(task: Task, hidden: ReadonlySet<number>): Shield {
    const { publication, hiddenLeast, costs } = task
    const isHidden = (entry: number): boolean => hidden.has(entry)
    const priceOf = (entry: number): number => costs.get(entry) ?? Number.POSITIVE_INFINITY
    return new Shield(task, hidden, publication.terrain(isHidden, hiddenLeast, priceOf))
  }

  /** The targets that can be any of as many numbers as they have to. */
  exposed(): number[] {
    return this.task.targets.filter((target) => !this.keeps(target))
  }

  keeps(target: number): boolean {
    if (this.proofs.has(target)) return true
    const { publication, effort } = this.task
    const entry = entryOf(publication, target)
    const move = cheapestMove(publication, entry, this.terrain, true)
    if (move) this.proofs.set(target, new Set(move.entries))
    else if (effort.walking.left > 0 && this.attack().holds(entry.column, entry.threshold))
      this.proofs.set(target, 'search')
    return this.proofs.has(target)
  }

  /** The shield with these entries hidden too: what was kept stays so. */
  plus(more: readonly number[]): Shield {
    const larger = new Shield(this.task, new Set([...this.hidden, ...more]), this.withShown(more, 0))
    for (const [target, proof] of this.proofs) larger.proofs.set(target, proof)
    return larger
  }

  /** The shield with one entry shown, where all targets are kept without it; they are kept now. */
  without(entry: number): Shield | undefined {
    const hidden = new Set(this.hidden)
    hidden.delete(entry)
    const smaller = new Shield(this.task, hidden, this.withShown([entry], 1))
    for (const [target, proof] of this.proofs)
      if (proof !== 'search' && !proof.has(entry)) smaller.proofs.set(target, proof)
    const { attack, shown } = this.found ? { attack: this.found, shown: [] } : this.base
    smaller.base = { attack, shown: [...shown, entry] }
    return this.task.targets.every((target) => smaller.keeps(target)) ? smaller : undefined
  }

  /** The box that covers a target at the least cost. */
  moveFor(target: number): Move | undefined {
    const { publication } = this.task
    return cheapestMove(publication, entryOf(publication, target), this.terrain, false)
  }

  private withShown(entries: readonly number[], isShown: 0 | 1): Terrain {
    const shown = this.terrain.shown.slice()
    for (const index of entries) {
      const { place, isOut } = entryOf(this.task.publication, index)
      if (!isOut) shown[place.key] = isShown
    }
    return { ...this.terrain, shown }
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
        const { column, value } = entryOf(this.task.publication, index)
        return [column, value]
      }),
    )
    if (found) witnessTruth(this.task.publication, found)
    return found
  }

  private built(): Attack {
    const wanted = new Set([...this.task.targets, ...this.hidden])
    const { publication, hiddenLeast, effort } = this.task
    return attackOn(publication, this.hidden, hiddenLeast, (entry) => wanted.has(entry), { effort })
  }
}

export function entryOf(publication: Publication, index: number): Entry {
  const entry = publication.entries[index]
  if (!entry) throw new Error(`no entry ${index}`)
  return entry
}

/** What the public can work out while these entries are hidden. @throws where earlier publications contradict themselves. */
export function attackOn(
  publication: Publication,
  hidden: ReadonlySet<number>,
  hiddenLeast: 0 | 1,
  wanted: (entry: number) => boolean,
  { keepsPublic = false, effort = fullEffort() } = {},
): Attack {
  const knowledge = publication.knowledge((entry) => hidden.has(entry), hiddenLeast, wanted)
  const attack = Attack.on(knowledge, keepsPublic, effort)
  if (!attack) throw new Error('earlier: no counts of cells fit all of these')
  witnessTruth(publication, attack)
  return attack
}

const witnessTruth = (publication: Publication, attack: Attack): void => {
  for (const { column, value } of publication.entries) attack.witness(column, value)
}
