import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useRef } from 'react'
import { useT } from '../i18n/i18n.ts'

type Props = {
  readonly label: string
  readonly count: number
  readonly keyOf: (index: number) => string
  /** The cells of the head. */
  readonly head: ReactNode
  /** The cells of a row, counted from 0. */
  readonly cells: (index: number) => ReactNode
}
const rowHeight = 44

/** A table that holds no more rows than the eye sees, however many there are. */
export function VirtualTable({ label, count, keyOf, head, cells }: Props) {
  const t = useT()
  const frame = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    overscan: 4,
    getItemKey: keyOf,
  })
  const shown = rows.getVirtualItems()
  const before = shown[0]?.start ?? 0
  const after = rows.getTotalSize() - (shown.at(-1)?.end ?? 0)
  const frameLabel = t('common.rowsOf', { name: label })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reached by keyboard
    <section className="table-frame virtual" ref={frame} tabIndex={0} aria-label={frameLabel}>
      <table aria-label={label} aria-rowcount={count + 1}>
        <thead>
          <tr aria-rowindex={1}>{head}</tr>
        </thead>
        <tbody>
          {before > 0 ? <tr aria-hidden style={{ height: before }} /> : null}
          {shown.map(({ index, key }) =>
            index < count ? (
              <tr key={key} ref={rows.measureElement} data-index={index} aria-rowindex={index + 2}>
                {cells(index)}
              </tr>
            ) : null,
          )}
          {after > 0 ? <tr aria-hidden style={{ height: after }} /> : null}
        </tbody>
      </table>
    </section>
  )
}

/** The same over a list: keys by place where the rows have none of their own. */
export function VirtualRows<R>({
  rows,
  keyOf,
  cells,
  ...rest
}: Pick<Props, 'label' | 'head'> & {
  readonly rows: readonly R[]
  readonly keyOf?: (row: R) => string
  readonly cells: (row: R) => ReactNode
}) {
  const at = (index: number): R | undefined => rows[index]
  return (
    <VirtualTable
      {...rest}
      count={rows.length}
      keyOf={(index) => {
        const row = at(index)
        return row === undefined || !keyOf ? String(index) : keyOf(row)
      }}
      cells={(index) => {
        const row = at(index)
        return row === undefined ? null : cells(row)
      }}
    />
  )
}
