import { useState } from 'react'
import type { CodeSetName } from '../../../src-shared/codes/code-sets.ts'
import {
  codeSheetHeadings,
  codesToRows,
  readCodeSheet,
} from '../../../src-shared/domain/organisation/code-set-sheet.ts'
import { cellText } from '../../../src-shared/sheets/sheet-cell.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useReference } from '../../data/hooks/use-store-value.ts'
import type { Change } from '../../data/writing/change.ts'
import { recordCheck } from '../../data/writing/check-change.ts'
import { useT } from '../../i18n/i18n.ts'
import { newId } from '../../platform/clock.ts'
import { isWhole, pickSheet } from '../../platform/pick-sheet.ts'
import { Button, Notice } from '../../ui/fields.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useProblemText } from '../../ui/use-problem-text.ts'
import { useSaveText } from '../../ui/use-save-text.ts'
import { ownCodes } from './own-codes.ts'

/** A code set out to a sheet, and back with its changes: all of them, or none. */
export function CodeSheetButtons({ set }: { readonly set: CodeSetName }) {
  const t = useT()
  const store = useStore()
  const { codes } = useReference(store)
  const say = useSay()
  const saveText = useSaveText()
  const { ofRuleId } = useProblemText()
  const act = useAct()
  const [problems, setProblems] = useState<readonly string[]>([])
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
    if (!isWhole(picked.sheet)) return say(t('codes.notWhole'))
    const { headings, rows } = picked.sheet
    // the codes may have changed while the file was being chosen
    const own = await ownCodes(store, set)
    const standing = store.reference.codes.all(set)
    const sheet = readCodeSheet([headings, ...rows.map(({ cells }) => cells.map(cellText))], standing)
    if (!sheet.ok)
      return setProblems(sheet.problems.map(({ kind, code }) => t(`codes.problem.${kind}`, { code })))
    if (sheet.changed.length === 0) return say(t('codes.nothing'))
    const check = recordCheck(store, 'codeValue')
    const refused: string[] = []
    const changes = sheet.changed.map((row): Change => {
      const known = own.get(row.code)
      for (const { id } of check({ set, ...row }, known?.fields))
        refused.push(t('codes.refused', { code: row.code, why: ofRuleId(id) }))
      return {
        entity: 'codeValue',
        id: known?.id ?? newId(),
        kind: 'put',
        fields: { set, ...row },
        isNew: !known,
      }
    })
    if (refused.length > 0) return setProblems(refused)
    await act(changes, { said: t('codes.imported', { count: changes.length }), remark: 'code set sheet' })
  }
  return (
    <>
      <div className="row">
        <Button onPress={() => save()}>{t('codes.export')}</Button>
        {store.role === 'admin' ? <Button onPress={() => read()}>{t('codes.import')}</Button> : null}
      </div>
      {problems.length > 0 ? (
        <Notice tone="alert">
          <p>{t('codes.wrong')}</p>
          <ul>
            {problems.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </>
  )
}
