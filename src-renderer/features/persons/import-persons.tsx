import { useMemo, useState } from 'react'
import { mergedRows, municipalityRows } from '../../../src-shared/codes/areas.ts'
import { createCodeFinder } from '../../../src-shared/codes/code-finder.ts'
import type { RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import {
  type PersonTarget,
  personTargets,
  readPersonRows,
} from '../../../src-shared/domain/people/person-sheet.ts'
import { guessColumns } from '../../../src-shared/sheets/guess-columns.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import type { Change } from '../../data/writing/change.ts'
import { recordCheck } from '../../data/writing/check-change.ts'
import { commit } from '../../data/writing/commit.ts'
import { useT } from '../../i18n/i18n.ts'
import { newId, today } from '../../platform/clock.ts'
import { SheetImport, type SheetInHand } from '../../ui/sheet-import.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useProblemText } from '../../ui/use-problem-text.ts'

const findMunicipality = createCodeFinder([...municipalityRows, ...mergedRows])

/** Persons come in from a sheet; who may be there already is asked about afterwards, pair by pair. */
export function ImportPersons({ pack }: { readonly pack: RulePack }) {
  const t = useT()
  const store = useStore()
  const say = useSay()
  const { ofAll } = useProblemText()
  const [inHand, setInHand] = useState<SheetInHand<PersonTarget> | null>(null)
  const read = useMemo(
    () =>
      inHand &&
      readPersonRows(inHand.sheet.rows, inHand.mapping, {
        findGround: createCodeFinder(pack.permitGrounds.map(({ code, label }) => ({ code, ...label }))),
        quotaGrounds: new Set(pack.permitGrounds.filter(({ isQuota }) => isQuota).map(({ code }) => code)),
        findMunicipality,
        check: recordCheck(store, 'person'),
        source: inHand.sheet.name,
        recordedBy: store.userId,
        on: today(),
      }),
    [inHand, pack, store],
  )
  const nameOf = (target: PersonTarget): string => t(`persons.${target}`)
  async function take(): Promise<void> {
    if (!read) return
    const changes = read.persons.map(
      (fields): Change => ({ entity: 'person', id: newId(), kind: 'put', fields, isNew: true }),
    )
    const done = await commit(store, changes, `persons from ${changes.length} rows`)
    if (!done.ok) return say(ofAll(done.error))
    say(t('persons.imported', { count: changes.length }))
    setInHand(null)
  }
  const count = read?.persons.length ?? 0
  return (
    <SheetImport
      label={t('persons.import')}
      targets={personTargets}
      nameOf={nameOf}
      startMapping={async ({ headings }) =>
        guessColumns(headings, personTargets, (target) => [nameOf(target)])
      }
      inHand={inHand}
      onInHand={setInHand}
      problems={read?.problems ?? []}
      takeLabel={t('persons.importRun', { count })}
      mayTake={count > 0}
      onTake={take}
    />
  )
}
