import { useMemo, useState } from 'react'
import { municipalityRows } from '../../../src-shared/codes/areas.ts'
import type { RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import {
  type PersonMapping,
  type PersonTarget,
  personTargets,
  readPersonRows,
} from '../../../src-shared/domain/person-sheet.ts'
import { type Change, commit } from '../../data/commit.ts'
import { useStore } from '../../data/store-context.ts'
import { useT } from '../../i18n/i18n.ts'
import { newId, today } from '../../platform/clock.ts'
import type { PickedSheet } from '../../platform/pick-sheet.ts'
import { SheetImport, type SheetInHand } from '../../ui/sheet-import.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useProblemText } from '../../ui/use-problem-text.ts'

/** A municipality by its code or by its name in either language. */
const municipalities = new Map(
  municipalityRows.flatMap(({ code, fi, sv }) =>
    [code, fi, sv].map((name) => [name.toLowerCase(), code] as const),
  ),
)

/** The columns whose headings begin as the screen names them. */
function guess(sheet: PickedSheet, nameOf: (target: PersonTarget) => string): PersonMapping {
  const found: Partial<Record<PersonTarget, number>> = {}
  for (const target of personTargets) {
    const at = sheet.headings.findIndex((heading) =>
      nameOf(target)
        .toLowerCase()
        .startsWith(heading.trim().toLowerCase() || '\u0000'),
    )
    if (at >= 0) found[target] = at
  }
  return found
}

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
        grounds: new Set(pack.permitGrounds.map(({ code }) => code)),
        municipalities,
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
      startMapping={async (sheet) => guess(sheet, nameOf)}
      inHand={inHand}
      onInHand={setInHand}
      problems={read?.problems ?? []}
      takeLabel={t('persons.importRun', { count })}
      mayTake={count > 0}
      onTake={take}
    />
  )
}
