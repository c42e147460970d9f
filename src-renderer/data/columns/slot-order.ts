const initialSlots = 1024
/** More changes than this, and sorting all is cheaper than moving each into its place. */
const manyChanges = 200

/**
 * The slots of visits by their time, the latest first. Rows of the same minute stand by id (`ids`, by slot), so that the
 * order never depends on how they came.
 */
export function createSlotOrder(ids: readonly string[]) {
  let times = new Float64Array(initialSlots)
  let order = new Uint32Array(initialSlots)
  let ordered = 0
  let isSorted = true
  let changes = 0

  const compare = (a: number, b: number): number =>
    a === b ? 0 : (times[b] ?? 0) - (times[a] ?? 0) || ((ids[a] ?? '') < (ids[b] ?? '') ? 1 : -1)
  const positionOf = (slot: number): number =>
    countWhile(ordered, (place) => compare(order[place] ?? 0, slot) < 0)
  const exactPlace = (slot: number): number => {
    const place = positionOf(slot)
    return order[place] === slot ? place : order.indexOf(slot)
  }
  return {
    timeOf: (slot: number): number | undefined => times[slot],
    setTime(slot: number, time: number): void {
      if (slot >= times.length) {
        const longer = new Float64Array(times.length * 2)
        longer.set(times)
        times = longer
      }
      times[slot] = time
    },
    /** Puts a slot that has its time in its place. */
    insert(slot: number): void {
      if (ordered === order.length) {
        const longer = new Uint32Array(order.length * 2)
        longer.set(order)
        order = longer
      }
      if (isSorted && ++changes <= manyChanges) {
        const place = positionOf(slot)
        order.copyWithin(place + 1, place, ordered)
        order[place] = slot
      } else {
        isSorted = false
        order[ordered] = slot
      }
      ordered++
    },
    takeOut(slot: number): void {
      const place = isSorted && ++changes <= manyChanges ? exactPlace(slot) : order.indexOf(slot)
      order.copyWithin(place, place + 1, ordered)
      ordered--
    },
    all(): Uint32Array {
      if (!isSorted) order.subarray(0, ordered).sort(compare)
      isSorted = true
      changes = 0
      return order.subarray(0, ordered)
    },
    /** How many of the rows, the latest first, are of that minute or later. */
    countFrom: (all: Uint32Array, time: number): number =>
      countWhile(all.length, (place) => (times[all[place] ?? 0] ?? 0) >= time),
  }
}

/** How many places, from the first on, hold what is asked, where all of them come before those that do not. */
function countWhile(length: number, holds: (place: number) => boolean): number {
  let [low, high] = [0, length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) low = middle + 1
    else high = middle
  }
  return low
}
