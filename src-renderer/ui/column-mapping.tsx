import { SelectInput } from './fields.tsx'

type Props<Target extends string> = {
  readonly targets: readonly Target[]
  readonly headings: readonly string[]
  readonly mapping: Readonly<Partial<Record<Target, number>>>
  readonly onMapping: (mapping: Readonly<Partial<Record<Target, number>>>) => void
  readonly nameOf: (target: Target) => string
  readonly noColumn: string
  readonly noHeading: string
}

/** Which column of a sheet holds what. */
export function ColumnMapping<Target extends string>(props: Props<Target>) {
  const { targets, headings, mapping, onMapping, nameOf, noColumn, noHeading } = props
  const columns = headings.map((heading, index) => ({
    value: String(index),
    label: `${index + 1}. ${heading || noHeading}`,
  }))
  return targets.map((target) => (
    <SelectInput
      key={target}
      label={nameOf(target)}
      value={String(mapping[target] ?? '')}
      options={[{ value: '', label: noColumn }, ...columns]}
      onChange={(value) => {
        const { [target]: _, ...rest } = mapping
        const others = rest as Readonly<Partial<Record<Target, number>>> // a rest loses the generic key
        onMapping(value === '' ? others : { ...others, [target]: Number(value) })
      }}
    />
  ))
}
