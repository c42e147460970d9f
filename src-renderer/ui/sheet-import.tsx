import { type ReactNode, useState } from 'react'
import { placeText, type RowPlace } from '../../src-shared/sheets/sheet-cell.ts'
import { useT } from '../i18n/i18n.ts'
import { haveSameHeadings, type PickedSheet, pickSheet } from '../platform/pick-sheet.ts'
import { ColumnMapping } from './column-mapping.tsx'
import { Button, Notice } from './fields.tsx'
import { SheetChoiceForm } from './sheet-choice.tsx'
import { useSay } from './toast.tsx'
import { useProblemText } from './use-problem-text.ts'

const shownProblems = 100

type Mapping<T extends string> = Readonly<Partial<Record<T, number>>>
type Problem<T extends string> = RowPlace & {
  readonly target: T
  readonly text: string
  /** The rule that the cell breaks, or what keeps it from being read, where its text does not explain it. */
  readonly why?: string
}

/** A sheet that a person has picked, and which of its columns is which. */
export type SheetInHand<T extends string> = { readonly sheet: PickedSheet; readonly mapping: Mapping<T> }

type Props<T extends string> = {
  readonly label: string
  readonly targets: readonly T[]
  readonly nameOf: (target: T) => string
  /** The columns as far as they are known beforehand. */
  readonly startMapping: (sheet: PickedSheet) => Promise<Mapping<T>>
  readonly inHand: SheetInHand<T> | null
  readonly onInHand: (inHand: SheetInHand<T> | null) => void
  readonly problems: readonly Problem<T>[]
  readonly takeLabel: string
  readonly mayTake: boolean
  readonly onTake: () => Promise<void>
  /** Beside the columns, and under them. */
  readonly fields?: ReactNode
  readonly notices?: ReactNode
}

/** Takes rows out of a sheet: pick it, say which column is which, see what cannot be read, and take the rest. */
export function SheetImport<T extends string>({ label, targets, nameOf, inHand, ...rest }: Props<T>) {
  const t = useT()
  const say = useSay()
  const { ofRuleId } = useProblemText()
  const [isTaking, setTaking] = useState(false)
  const { problems, onInHand } = rest
  async function pick(): Promise<void> {
    const picked = await pickSheet()
    if (picked.kind === 'none') return
    if (picked.kind === 'refused') return say(t(`import.refused.${picked.reason}`))
    onInHand({ sheet: picked.sheet, mapping: await rest.startMapping(picked.sheet) })
  }
  /** Columns that were said for the same headings stay. */
  async function choose(before: SheetInHand<T>, sheet: PickedSheet): Promise<void> {
    const isSame = haveSameHeadings(before.sheet, sheet)
    onInHand({ sheet, mapping: isSame ? before.mapping : await rest.startMapping(sheet) })
  }
  async function take(): Promise<void> {
    setTaking(true)
    try {
      await rest.onTake()
    } finally {
      setTaking(false)
    }
  }
  return (
    <>
      <Button onPress={() => pick()}>{label}</Button>
      {inHand ? (
        <section aria-label={label}>
          <p>
            {t('import.picked', {
              name: inHand.sheet.name,
              rows: inHand.sheet.rows.length,
              encoding: inHand.sheet.encoding,
            })}
          </p>
          <SheetChoiceForm
            sheet={inHand.sheet}
            onSheet={(sheet) => void choose(inHand, sheet)}
            isDisabled={isTaking}
          />
          <div className="fields">
            <ColumnMapping
              targets={targets}
              headings={inHand.sheet.headings}
              mapping={inHand.mapping}
              onMapping={(mapping) => onInHand({ ...inHand, mapping })}
              nameOf={nameOf}
            />
            {rest.fields}
          </div>
          {rest.notices}
          {problems.length > 0 ? (
            <Notice tone="warning">
              <p>{t('reconcile.problems', { count: new Set(problems.map(placeText)).size })}</p>
              <ul>
                {problems.slice(0, shownProblems).map((problem) => {
                  const { target, text, why } = problem
                  const row = placeText(problem)
                  return (
                    <li key={`${row} ${target}`}>
                      {t('reconcile.problemAt', { row, target: nameOf(target), text })}
                      {why ? `: ${ofRuleId(why)}` : null}
                    </li>
                  )
                })}
                {problems.length > shownProblems ? (
                  <li>{t('reconcile.moreProblems', { count: problems.length - shownProblems })}</li>
                ) : null}
              </ul>
            </Notice>
          ) : null}
          <div className="row gap-above">
            <Button variant="primary" isDisabled={!rest.mayTake || isTaking} onPress={() => take()}>
              {rest.takeLabel}
            </Button>
            <Button onPress={() => onInHand(null)}>{t('common.cancel')}</Button>
          </div>
        </section>
      ) : null}
    </>
  )
}
