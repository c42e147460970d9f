import { useT } from '../i18n/i18n.ts'
import { SelectInput } from './fields.tsx'

type Props<Target extends string> = {
  readonly targets: readonly Target[]
  readonly headings: readonly string[]
  readonly mapping: Readonly<Partial<Record<Target, number>>>
  readonly onMapping: (mapping: Readonly<Partial<Record<Target, number>>>) => void
  readonly nameOf: (target: Target) => string
}

/** Which column of a sheet holds what. */
export function ColumnMapping<Target extends string>(props: Props<Target>) {
  const t = useT()
  const { targets, headings, mapping, onMapping, nameOf } = props
  const used = new Set(Object.values(mapping))
  const unused = headings.filter((heading, index) => heading.trim() !== '' && !used.has(index))
  const columns = headings.map((heading, index) => ({
    value: String(index),
    label: `${index + 1}. ${heading || t('import.noHeading')}`,
  }))
  return (
    <>
      {targets.map((target) => (
        <SelectInput
          key={target}
          label={nameOf(target)}
          value={String(mapping[target] ?? '')}
          options={[{ value: '', label: t('import.noColumn') }, ...columns]}
          onChange={(value) => {
            const { [target]: _, ...rest } = mapping
            const others = rest as Readonly<Partial<Record<Target, number>>> // a rest loses the generic key
            onMapping(value === '' ? others : { ...others, [target]: Number(value) })
          }}
        />
      ))}
      {unused.length > 0 ? (
        <p className="hint whole-row">{t('import.unusedColumns', { names: unused.join(', ') })}</p>
      ) : null}
    </>
  )
}
