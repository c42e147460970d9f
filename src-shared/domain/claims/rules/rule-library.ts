import { overlaps, type RulePack } from './rule-pack.ts'
import type { RuleVerificationFields } from './rule-pack-record.ts'

/** One row of a pack with a name that is the same in every edition, so that editions can be compared. */
export type RuleRow = {
  readonly name: string
  readonly list: 'kinds' | 'rates' | 'durations' | 'permitGrounds' | 'authorities' | 'deadlines' | 'policy'
  readonly row: Readonly<Record<string, unknown>> & {
    readonly status: string
    readonly source: string
    readonly section: string
    readonly assumption: boolean
  }
}

/** All rows of a pack, one list after the other. */
export function rowsOf(pack: RulePack): readonly RuleRow[] {
  return [
    ...pack.kinds.map((row) => ({ list: 'kinds' as const, name: `kind ${row.code} ${row.validFrom}`, row })),
    ...pack.rates.map((row) => ({
      list: 'rates' as const,
      name: `rate ${row.kind} ${row.claimantType} ${row.appliesTo} ${row.validFrom}`,
      row,
    })),
    ...pack.durations.map((row) => ({
      list: 'durations' as const,
      name: `duration ${row.startFrom ?? 'ever'}`,
      row,
    })),
    ...pack.permitGrounds.map((row) => ({ list: 'permitGrounds' as const, name: `ground ${row.code}`, row })),
    ...pack.authorities.map((row) => ({
      list: 'authorities' as const,
      name: `authority ${row.role} ${row.validFrom}`,
      row,
    })),
    { list: 'deadlines', name: 'deadlines', row: pack.deadlines },
    { list: 'policy', name: `policy ${pack.policy.id}`, row: pack.policy },
  ]
}

/** Of packs that govern the same days the one that was published last; the others are kept for the claims made by them. */
export function currentPacks(all: readonly RulePack[]): readonly RulePack[] {
  const newestFirst = all.toSorted((a, b) =>
    a.published < b.published ? 1 : a.published > b.published ? -1 : a.id < b.id ? 1 : -1,
  )
  const chosen: RulePack[] = []
  for (const pack of newestFirst)
    if (!chosen.some((other) => overlaps(daysOf(other), daysOf(pack)))) chosen.push(pack)
  return chosen.toSorted((a, b) => (a.activityFrom < b.activityFrom ? -1 : 1))
}

const daysOf = ({ activityFrom, activityTo }: RulePack) => ({ validFrom: activityFrom, validTo: activityTo })

/** The packs that a claim names, as `a+b+c`; null when one of them is not here. */
export function packsNamed(all: readonly RulePack[], name: string): readonly RulePack[] | null {
  const found = name.split('+').map((id) => all.find((pack) => pack.id === id))
  return found.every((pack) => pack !== undefined) ? found : null
}

/** A pack in which the rows that somebody has compared with their source say so. */
export function withVerifications(pack: RulePack, marks: readonly RuleVerificationFields[]): RulePack {
  const own = new Map(marks.filter(({ packId }) => packId === pack.id).map((mark) => [mark.row, mark]))
  if (own.size === 0) return pack
  const mark = <R extends object>(name: string, row: R): R => {
    const found = own.get(name)
    return found
      ? { ...row, status: 'verified', verifiedBy: found.verifiedBy, verifiedOn: found.verifiedOn }
      : row
  }
  const names = rowsOf(pack).map(({ name }) => name)
  let at = 0
  const markAll = <R extends object>(rows: readonly R[]): R[] =>
    rows.map((row) => mark(names[at++] ?? '', row))
  // in the order of `rowsOf`
  const [kinds, rates] = [markAll(pack.kinds), markAll(pack.rates)]
  const [durations, permitGrounds] = [markAll(pack.durations), markAll(pack.permitGrounds)]
  const authorities = markAll(pack.authorities)
  const [deadlines] = markAll([pack.deadlines])
  const [policy] = markAll([pack.policy])
  return {
    ...pack,
    kinds,
    rates,
    durations,
    permitGrounds,
    authorities,
    deadlines: deadlines ?? pack.deadlines,
    policy: policy ?? pack.policy,
  }
}

export type RuleDifference = {
  readonly name: string
  readonly kind: 'added' | 'removed' | 'changed'
  /** The fields that differ, each before and after, as JSON. */
  readonly fields: readonly { readonly field: string; readonly before: string; readonly after: string }[]
}

/** What another edition says otherwise, row by row. Who verified a row is no difference of the rule. */
export function comparePacks(before: RulePack, after: RulePack): readonly RuleDifference[] {
  const [old, now] = [
    new Map(rowsOf(before).map((one) => [one.name, one.row])),
    new Map(rowsOf(after).map((one) => [one.name, one.row])),
  ]
  const found: RuleDifference[] = []
  for (const [name, row] of now) {
    const was = old.get(name)
    if (!was) found.push({ name, kind: 'added', fields: [] })
    else {
      const fields = Object.keys({ ...was, ...row })
        .filter((field) => !['status', 'verifiedBy', 'verifiedOn'].includes(field))
        .map((field) => ({
          field,
          before: JSON.stringify(was[field]) ?? '',
          after: JSON.stringify(row[field]) ?? '',
        }))
        .filter((one) => one.before !== one.after)
      if (fields.length > 0) found.push({ name, kind: 'changed', fields })
    }
  }
  for (const name of old.keys()) if (!now.has(name)) found.push({ name, kind: 'removed', fields: [] })
  return found
}
