import { VisitFields } from '../../../src-shared/domain/visits/visit-fields.ts'
import type { Json } from '../../../src-shared/sync/operation.ts'
import { type Column, createColumn } from './column.ts'

/** The fields of a visit, and two facts beside them that lists and warnings need. */
export const columnNames = [
  ...(Object.keys(VisitFields.shape) as (keyof VisitFields)[]),
  'contested',
  'deviceId',
] as const
export type ColumnName = (typeof columnNames)[number]

export type VisitRow = {
  readonly id: string
  readonly fields: VisitFields
  /** A delete and an edit met: a person has to decide. */
  readonly contested: boolean
  /** The device that gave the row its date. */
  readonly deviceId: string
}

/**
 * All shown visits in memory, so that lists, search and figures never wait for the disk. A row lives in a slot; slots of
 * removed rows are used again.
 */
export type VisitColumns = {
  readonly size: () => number
  readonly put: (row: VisitRow) => void
  readonly remove: (id: string) => void
  readonly has: (id: string) => boolean
  /** Of visits that one device deleted and another edited. */
  readonly contestedIds: () => readonly string[]
  readonly idOf: (slot: number) => string
  readonly row: (slot: number) => VisitRow
  readonly column: (name: ColumnName) => Column
  /** All slots, the latest visit first. Not to be kept across a change. */
  readonly order: () => Uint32Array
  /** The part of `order` on the days from `from` to `to`, both included; null is without end. */
  readonly between: (from: string | null, to: string | null) => Uint32Array
  /** Many rows at once, given as columns with dictionaries of their own. They must be new here. */
  readonly putPacked: (packed: PackedRows) => void
}

/** Rows as columns: for each name the dictionary, and each row's place in it. */
export type PackedRows = {
  readonly ids: readonly string[]
  readonly columns: ReadonlyMap<
    ColumnName,
    { readonly dictionary: readonly Json[]; readonly codes: Uint16Array | Uint32Array }
  >
}

const initialSlots = 1024
/** More changes than this, and sorting all is cheaper than moving each into its place. */
const manyChanges = 200

export function createVisitColumns(): VisitColumns {
  const columns = new Map(columnNames.map((name) => [name, createColumn()]))
  const slots = new Map<string, number>()
  const ids: string[] = []
  const free: number[] = []
  let times = new Float64Array(initialSlots)
  let order = new Uint32Array(initialSlots)
  let ordered = 0
  let isSorted = true
  let changes = 0

  const column = (name: ColumnName): Column => {
    const found = columns.get(name)
    if (!found) throw new Error(`no column ${name}`)
    return found
  }
  /** Latest first; rows of the same minute stand by id, so that the order never depends on how they came. */
  const compare = (a: number, b: number): number =>
    a === b ? 0 : (times[b] ?? 0) - (times[a] ?? 0) || ((ids[a] ?? '') < (ids[b] ?? '') ? 1 : -1)

  const positionOf = (slot: number): number => {
    let [low, high] = [0, ordered]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (compare(order[middle] ?? 0, slot) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
  const insert = (slot: number): void => {
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
  }
  const takeOut = (slot: number): void => {
    const place = isSorted && ++changes <= manyChanges ? exactPlace(slot) : order.indexOf(slot)
    order.copyWithin(place, place + 1, ordered)
    ordered--
  }
  const exactPlace = (slot: number): number => {
    const place = positionOf(slot)
    return order[place] === slot ? place : order.indexOf(slot)
  }
  const sorted = (): Uint32Array => {
    if (!isSorted) order.subarray(0, ordered).sort(compare)
    isSorted = true
    changes = 0
    return order.subarray(0, ordered)
  }
  const newSlot = (id: string): number => {
    const slot = free.pop() ?? ids.length
    ids[slot] = id
    slots.set(id, slot)
    if (slot >= times.length) {
      const longer = new Float64Array(times.length * 2)
      longer.set(times)
      times = longer
    }
    return slot
  }
  /** How many of the rows, the latest first, are of that minute or later. */
  const edge = (all: Uint32Array, time: number): number => {
    let [low, high] = [0, all.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((times[all[middle] ?? 0] ?? 0) >= time) low = middle + 1
      else high = middle
    }
    return low
  }
  return {
    size: () => slots.size,
    put({ id, fields, contested, deviceId }) {
      const known = slots.get(id)
      const time = minuteOf(fields.date, fields.startTime)
      const isMoved = known === undefined || times[known] !== time
      if (known !== undefined && isMoved) takeOut(known)
      const slot = known ?? newSlot(id)
      times[slot] = time
      if (isMoved) insert(slot)
      for (const [name, { set }] of columns)
        set(slot, name === 'contested' ? contested : name === 'deviceId' ? deviceId : (fields[name] as Json))
    },
    remove(id) {
      const slot = slots.get(id)
      if (slot === undefined) return
      takeOut(slot)
      slots.delete(id)
      free.push(slot)
    },
    contestedIds() {
      const column = columns.get('contested')
      const code = column?.dictionary().indexOf(true) ?? -1
      if (!column || code < 0) return []
      const codes = column.codes()
      return [...sorted()].filter((slot) => codes[slot] === code).map((slot) => ids[slot] ?? '')
    },
    has: (id) => slots.has(id),
    idOf: (slot) => ids[slot] ?? '',
    row: (slot) => ({
      id: ids[slot] ?? '',
      fields: Object.fromEntries(
        Object.keys(VisitFields.shape).map((name) => [name, column(name as ColumnName).get(slot)]),
      ) as VisitFields, // what was put
      contested: column('contested').get(slot) === true,
      deviceId: String(column('deviceId').get(slot)),
    }),
    column,
    order: sorted,
    between(from, to) {
      const all = sorted()
      const start = to === null ? 0 : edge(all, minuteOf(to, '24:00'))
      const end = from === null ? all.length : edge(all, minuteOf(from, '00:00'))
      return all.subarray(start, Math.max(start, end))
    },
    putPacked({ ids: newIds, columns: packed }) {
      const taken = newIds.map(newSlot)
      for (const [name, { dictionary, codes }] of packed) {
        const { codeOf, setCode } = column(name)
        const translated = dictionary.map(codeOf)
        for (let row = 0; row < taken.length; row++)
          setCode(taken[row] ?? 0, translated[codes[row] ?? 0] ?? 0)
      }
      const [dates, hours] = [column('date'), column('startTime')]
      for (const slot of taken) {
        times[slot] = minuteOf(String(dates.get(slot)), String(hours.get(slot)))
        insert(slot)
      }
    },
  }
}

/** Minutes since the beginning of 1970, as if every day had 24 hours. */
const minuteOf = (date: string, time: string): number =>
  Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / 60_000 +
  Number(time.slice(0, 2)) * 60 +
  Number(time.slice(3, 5))
