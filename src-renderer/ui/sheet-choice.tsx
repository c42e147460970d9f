import { agrees } from '../../src-shared/sheets/join-sheets.ts'
import { placeText } from '../../src-shared/sheets/sheet-cell.ts'
import { useT } from '../i18n/i18n.ts'
import { type PickedSheet, takeOf } from '../platform/pick-sheet.ts'
import { CheckInput, Notice } from './fields.tsx'

const shownLines = 20

type Props = {
  readonly sheet: PickedSheet
  readonly onSheet: (sheet: PickedSheet) => void
  readonly isDisabled?: boolean
}

/** Which sheets of a file come in, whether hidden rows and columns do, and what of the file is left out or could not be read. */
export function SheetChoiceForm({ sheet, onSheet, isDisabled = false }: Props) {
  const t = useT()
  const { sheets, choice } = sheet
  const change = (part: Partial<typeof choice>): void => onSheet(takeOf(sheet, { ...choice, ...part }))
  const nameOf = (number: number): string =>
    t('import.sheet', { name: sheets[number]?.name ?? '', count: sheets[number]?.rows.length ?? 0 })
  const leftOut = sheets.flatMap(({ rows }, number) =>
    choice.sheets.includes(number) || rows.length === 0 ? [] : [nameOf(number)],
  )
  const strayLines = sheet.strayQuotes.slice(0, shownLines).map(placeText)
  const columnNames = sheet.hiddenColumns.map((name) => name.trim() || t('import.noHeading'))
  return (
    <div inert={isDisabled}>
      {sheets.length > 1 ? (
        <fieldset>
          <legend>{t('import.sheets')}</legend>
          {sheets.map(({ isHidden, name }, number) => (
            <CheckInput
              key={name}
              label={[
                nameOf(number),
                isHidden ? t('import.sheetHidden') : '',
                agrees(sheets, choice, number) ? '' : t('import.sheetOther'),
              ]
                .filter(Boolean)
                .join(' ')}
              checked={choice.sheets.includes(number)}
              onChange={(isChosen) =>
                change({
                  sheets: isChosen
                    ? [...choice.sheets, number]
                    : choice.sheets.filter((chosen) => chosen !== number),
                })
              }
            />
          ))}
          {choice.sheets.length === 0 ? <Notice tone="alert">{t('import.noSheetChosen')}</Notice> : null}
          {leftOut.length > 0 ? (
            <Notice tone="warning">{t('import.sheetsLeftOut', { sheets: leftOut.join(', ') })}</Notice>
          ) : null}
        </fieldset>
      ) : null}
      {sheet.titles.length > 0 ? (
        <Notice>{t('import.titles', { texts: sheet.titles.slice(0, shownLines).join(' · ') })}</Notice>
      ) : null}
      {sheet.hiddenRows > 0 ? (
        <Notice tone="warning">
          <p>
            {t('import.hiddenRows', { count: sheet.hiddenRows })}{' '}
            {choice.hiddenRows ? null : t('import.hiddenLeftOut')}
          </p>
          <CheckInput
            label={t('import.takeHiddenRows')}
            checked={choice.hiddenRows}
            onChange={(hiddenRows) => change({ hiddenRows })}
          />
        </Notice>
      ) : null}
      {columnNames.length > 0 ? (
        <Notice tone="warning">
          <p>
            {t('import.hiddenColumns', { names: columnNames.join(', ') })}{' '}
            {choice.hiddenColumns ? null : t('import.hiddenLeftOut')}
          </p>
          <CheckInput
            label={t('import.takeHiddenColumns')}
            checked={choice.hiddenColumns}
            onChange={(hiddenColumns) => change({ hiddenColumns })}
          />
        </Notice>
      ) : null}
      {sheet.unreadable.count > 0 ? (
        <Notice tone="warning">
          {t('import.unreadable', {
            count: sheet.unreadable.count,
            lines: lineList(sheet.unreadable.lines, sheet.unreadable.count),
          })}
        </Notice>
      ) : null}
      {strayLines.length > 0 ? (
        <Notice tone="alert">
          {t('import.strayQuotes', {
            count: sheet.strayQuotes.length,
            lines: lineList(strayLines, sheet.strayQuotes.length),
          })}
        </Notice>
      ) : null}
    </div>
  )
}

/** The lines that are known by number; three dots where there are more. */
const lineList = (lines: readonly (string | number)[], count: number): string =>
  `${lines.join(', ')}${count > lines.length ? ' …' : ''}`
