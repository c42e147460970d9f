import {
  type ImportMapping,
  type ImportTarget,
  importTargets,
} from '../../../src-shared/domain/visits/visit-import.ts'
import { cellText, placeText } from '../../../src-shared/sheets/sheet-cell.ts'
import { useT } from '../../i18n/i18n.ts'
import type { PickedSheet } from '../../platform/pick-sheet.ts'
import { useProblemText } from '../../ui/use-problem-text.ts'
import type { DryRun } from './run-import.ts'
import { targetName } from './target-name.ts'

type Props = { readonly sheet: PickedSheet; readonly result: DryRun; readonly mapping: ImportMapping }
const shownRows = 20
const shownProblems = 100

/** What would be stored and what would not, and why: each wrong cell with its row and its text. */
export function ImportPreview({ sheet, result, mapping }: Props) {
  const t = useT()
  const { ofRuleId } = useProblemText()
  const used = importTargets.filter((target) => mapping[target] !== undefined)
  const wrong = new Set(result.problems.slice(0, shownProblems).map(placeText))
  const nameOf = (field: string): string =>
    (importTargets as readonly string[]).includes(field) ? targetName(t, field as ImportTarget) : field
  return (
    <>
      <h3>{t('import.preview')}</h3>
      <p data-testid="import-summary">
        {t('import.summary', {
          visits: result.visits.length,
          good: sheet.rows.length - result.problems.length,
          bad: result.problems.length + sheet.leftOut,
        })}
      </p>
      {result.problems.length > 0 ? (
        <ul className="error" aria-label={t('import.problems')}>
          {result.problems.slice(0, shownProblems).map((found) => (
            <li key={placeText(found)}>
              {t('import.row', { row: placeText(found) })}{' '}
              {found.problems
                .map(({ id, field, text }) => `${nameOf(field)} “${text}”: ${ofRuleId(id)}`)
                .join(' ')}
            </li>
          ))}
          {result.problems.length > shownProblems ? (
            <li>{t('import.moreProblems', { count: result.problems.length - shownProblems })}</li>
          ) : null}
        </ul>
      ) : null}
      <div className="table-frame">
        <table aria-label={t('import.preview')}>
          <thead>
            <tr>
              <th scope="col">#</th>
              {used.map((target) => (
                <th scope="col" key={target}>
                  {nameOf(target)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sheet.rows.slice(0, shownRows).map((shown) => {
              const row = placeText(shown)
              return (
                <tr key={row} className={wrong.has(row) ? 'error' : ''}>
                  <td>{row}</td>
                  {used.map((target) => (
                    <td key={target}>{cellText(shown.cells[mapping[target] ?? -1])}</td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </>
  )
}
