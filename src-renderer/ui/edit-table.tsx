import type { ReactNode } from 'react'
import { useT } from '../i18n/i18n.ts'
import { Button } from './fields.tsx'

type Props<R> = {
  /** The names of the columns. */
  readonly heads: readonly string[]
  readonly rows: readonly R[]
  readonly keyOf: (row: R) => string
  readonly cells: (row: R) => readonly ReactNode[]
  /** What a row is called, for whoever hears its button and does not see the row. */
  readonly nameOf: (row: R) => string
  /** Missing where these records are not this user's to change. */
  readonly onEdit?: ((row: R) => void) | undefined
  readonly label?: string | undefined
}

/** A table of records, each with a button that opens its form. */
export function EditTable<R>({ heads, rows, keyOf, cells, nameOf, onEdit, label }: Props<R>) {
  const t = useT()
  return (
    <table className="gap-below" aria-label={label}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th scope="col" key={head}>
              {head}
            </th>
          ))}
          <td />
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {cells(row).map((cell, index) => (
              <td key={heads[index]}>{cell}</td>
            ))}
            <td>
              {onEdit ? (
                <Button
                  variant="plain"
                  aria-label={`${t('common.edit')} ${nameOf(row)}`}
                  onPress={() => onEdit(row)}
                >
                  {t('common.edit')}
                </Button>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
