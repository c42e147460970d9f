import { VisitFields } from '../../../src-shared/domain/visits/visit-fields.ts'
import type { Json } from '../../../src-shared/sync/operation.ts'
import { type Column, createColumn } from './column.ts'
import { createSlotOrder } from './slot-order.ts'

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

export function createVisitColumns(): VisitColumns {
  const columns = new Map(columnNames.map((name) => [name, createColumn()]))
  const slots = new Map<string, number>()
  const ids: string[] = []
  const free: number[] = []
  const order = createSlotOrder(ids)

  const column = (name: ColumnName): Column => {
    const found = columns.get(name)
    if (!found) throw new Error(`no column ${name}`)
    return found
  }
  const newSlot = (id: string): number => {
    const slot = free.pop() ?? ids.length
    ids[slot] = id
    slots.set(id, slot)
    return slot
  }
  return {
    size: () => slots.size,
    put({ id, fields, contested, deviceId }) {
      const known = slots.get(id)
      const time = minuteOf(fields.date, fields.startTime)
      const isMoved = known === undefined || order.timeOf(known) !== time
      if (known !== undefined && isMoved) order.takeOut(known)
      const slot = known ?? newSlot(id)
      order.setTime(slot, time)
      if (isMoved) order.insert(slot)
      for (const [name, { set }] of columns)
        set(slot, name === 'contested' ? contested : name === 'deviceId' ? deviceId : (fields[name] as Json))
    },
    remove(id) {
      const slot = slots.get(id)
      if (slot === undefined) return
      order.takeOut(slot)
      slots.delete(id)
      free.push(slot)
    },
    contestedIds() {
      const column = columns.get('contested')
      const code = column?.dictionary().indexOf(true) ?? -1
      if (!column || code < 0) return []
      const codes = column.codes()
      return [...order.all()].filter((slot) => codes[slot] === code).map((slot) => ids[slot] ?? '')
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
    order: order.all,
    between(from, to) {
      const all = order.all()
      const start = to === null ? 0 : order.countFrom(all, minuteOf(to, '24:00'))
      const end = from === null ? all.length : order.countFrom(all, minuteOf(from, '00:00'))
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
        order.setTime(slot, minuteOf(String(dates.get(slot)), String(hours.get(slot))))
        order.insert(slot)
      }
    },
  }
}

/** Minutes since the beginning of 1970, as if every day had 24 hours. */
const minuteOf = (date: string, time: string): number =>
  Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / 60_000 +
  Number(time.slice(0, 2)) * 60 +
  Number(time.slice(3, 5))
