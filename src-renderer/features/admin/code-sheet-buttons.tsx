import { useState } from 'react'
import type { CodeSetName } from '../../../src-shared/codes/code-sets.ts'
import {
  type CodeSheetProblem,
  codeSheetHeadings,
  codesToRows,
  readCodeSheet,
} from '../../../src-shared/domain/code-set-sheet.ts'
import { cellText } from '../../../src-shared/sheets/sheet-cell.ts'
import { type Change, commit } from '../../data/commit.ts'
import { useStore } from '../../data/store-context.ts'
import { useRows } from '../../data/use-rows.ts'
import { useReference } from '../../data/use-store-value.ts'
import { useT } from '../../i18n/i18n.ts'
import { newId } from '../../platform/clock.ts'
import { pickSheet } from '../../platform/pick-sheet.ts'
import { Button, Notice } from '../../ui/fields.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useProblemText } from '../../ui/use-problem-text.ts'
import { useSaveText } from '../../ui/use-save-text.ts'

/** A code set out to a sheet, and back with its changes: all of them, or none. */
export function CodeSheetButtons({ set }: { readonly set: CodeSetName }) {
  const t = useT()
  const store = useStore()
  const { codes } = useReference(store)
  const local = useRows(store, 'codeValue') ?? []
  const say = useSay()
  const saveText = useSaveText()
  const { ofAll } = useProblemText()
  const [problems, setProblems] = useState<readonly CodeSheetProblem[]>([])
  async function save(): Promise<void> {
    const { csvText } = await import('../../platform/csv.ts')
    const rows = [[...codeSheetHeadings], ...codesToRows(codes.all(set))]
    await saveText(`codes-${set.toLowerCase()}.csv`, csvText(rows))
  }
  async function read(): Promise<void> {
    setProblems([])
    const picked = await pickSheet()
    if (picked.kind === 'none') return
    if (picked.kind === 'refused') return say(t(`import.refused.${picked.reason}`))
    const { headings, rows } = picked.sheet
    const sheet = readCodeSheet([headings, ...rows.map(({ cells }) => cells.map(cellText))], codes.all(set))
    if (!sheet.ok) return setProblems(sheet.problems)
    if (sheet.changed.length === 0) return say(t('codes.nothing'))
    const changes = sheet.changed.map((row): Change => {
      const known = local.find(({ fields }) => fields.set === set && fields.code === row.code)
      return {
        entity: 'codeValue',
        id: known?.id ?? newId(),
        kind: 'put',
        fields: { set, ...row },
        isNew: !known,
      }
    })
    const done = await commit(store, changes, 'code set sheet')
    say(done.ok ? t('codes.imported', { count: changes.length }) : ofAll(done.error))
  }
  return (
    <>
      <div className="row">
        <Button onPress={() => void save()}>{t('codes.export')}</Button>
        {store.role === 'admin' ? <Button onPress={() => void read()}>{t('codes.import')}</Button> : null}
      </div>
      {problems.length > 0 ? (
        <Notice tone="alert">
          <p>{t('codes.wrong')}</p>
          <ul>
            {problems.map(({ kind, code }) => (
              <li key={`${kind} ${code}`}>{t(`codes.problem.${kind}`, { code })}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </>
  )
}
