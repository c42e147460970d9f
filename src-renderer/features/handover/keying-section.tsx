import { useCallback, useEffect, useState } from 'react'
import type { CodeSetName } from '../../../src-shared/codes/code-sets.ts'
import {
  groupForKeying,
  type HandoverProfileFields,
  type KeyingGroup,
  type MappedField,
} from '../../../src-shared/domain/visits/handover.ts'
import { codeFields, codeLists } from '../../../src-shared/domain/visits/visit-rules.ts'
import { addDays } from '../../../src-shared/kernel/iso-date.ts'
import type { VisitColumns, VisitRow } from '../../data/columns/visit-columns.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useColumns } from '../../data/hooks/use-columns.ts'
import { useRows } from '../../data/hooks/use-rows.ts'
import { useReference } from '../../data/hooks/use-store-value.ts'
import type { Row } from '../../data/records/records.ts'
import type { Change } from '../../data/writing/change.ts'
import { isTextKey, momentToText, useLang, useT } from '../../i18n/i18n.ts'
import { today } from '../../platform/clock.ts'
import { sha256 } from '../../platform/sha256.ts'
import { Button, TextInput } from '../../ui/fields.tsx'
import { useAct } from '../../ui/use-act.ts'

const setOf: Readonly<Record<string, CodeSetName>> = { ...codeFields, ...codeLists, kind: 'kind' }
type Keyed = KeyingGroup<VisitRow> & { readonly hash: string }

/** A day's visits as they are typed into ALPO: those that say the same together, each ticked when it is done. */
export function KeyingSection({ profile }: { readonly profile: HandoverProfileFields }) {
  const t = useT()
  const store = useStore()
  const act = useAct()
  const [date, setDate] = useState(today)
  const groups = useKeyingGroups(profile, date)
  const ticks = new Map((useRows(store, 'handedOver', 'date', date) ?? []).map((row) => [row.id, row]))
  const isTicked = ({ rows }: Keyed): boolean => rows.every(({ id }) => ticks.get(id)?.fields.isDone === true)
  async function tick(group: Keyed, isDone: boolean): Promise<void> {
    const fields = { date, isDone, doneBy: store.userId, doneAt: store.clock.nowIso(), keyed: group.hash }
    const changes = group.rows.map(({ id }): Change => ({ entity: 'handedOver', id, kind: 'put', fields }))
    await act(changes)
  }
  const shown = profile.fields.filter(({ sourceField }) => sourceField !== 'date')
  return (
    <section className="card no-print" aria-label={t('handover.keying')}>
      <h2>{t('handover.keying')}</h2>
      <p>{t('handover.keyingText')}</p>
      <div className="row">
        <Button onPress={() => setDate(addDays(date, -1))}>{t('handover.before')}</Button>
        <TextInput
          type="date"
          label={t('visits.date')}
          value={date}
          onChange={(day) => setDate(day || today())}
        />
        <Button onPress={() => setDate(addDays(date, 1))}>{t('handover.after')}</Button>
      </div>
      {groups.length === 0 ? (
        <p>{t('visits.empty')}</p>
      ) : (
        <>
          <p role="status">
            {t('handover.progress', { done: groups.filter(isTicked).length, all: groups.length })}
          </p>
          <div className="table-frame">
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('handover.done')}</th>
                  <th scope="col">{t('handover.times')}</th>
                  {shown.map((field) => (
                    <th scope="col" key={field.targetField}>
                      <FieldName field={field} />
                    </th>
                  ))}
                  <td />
                </tr>
              </thead>
              <tbody>
                {groups.map((group) => (
                  <tr key={group.key} data-done={isTicked(group)}>
                    <td>
                      <input
                        type="checkbox"
                        aria-label={t('handover.tick')}
                        checked={isTicked(group)}
                        onChange={(event) => void tick(group, event.target.checked)}
                        disabled={store.role === 'viewer'}
                      />
                    </td>
                    <td className="number">{group.rows.length}</td>
                    {shown.map((field) => (
                      <td key={field.targetField}>
                        <Value field={field} value={group.values[field.targetField]} />
                      </td>
                    ))}
                    <td>
                      <Ticks group={group} ticks={ticks} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  )
}

/** The groups of a day, each with the fingerprint of what is keyed. */
function useKeyingGroups(profile: HandoverProfileFields, date: string): readonly Keyed[] {
  const groupsOfDay = useCallback(
    (columns: VisitColumns) =>
      groupForKeying(
        Array.from(columns.between(date, date), (slot) => columns.row(slot)),
        profile,
      ),
    [date, profile],
  )
  const found = useColumns(groupsOfDay)
  const [groups, setGroups] = useState<readonly Keyed[]>([])
  useEffect(() => {
    let isGone = false
    void Promise.all(found.map(async (group) => ({ ...group, hash: await sha256(group.key) }))).then(
      (keyed) => {
        if (!isGone) setGroups(keyed)
      },
    )
    return () => {
      isGone = true
    }
  }, [found])
  return groups
}

/** Who ticked a group; a visit that was corrected since says so, since ALPO still holds the old one. */
function Ticks({
  group,
  ticks,
}: {
  readonly group: Keyed
  readonly ticks: ReadonlyMap<string, Row<'handedOver'>>
}) {
  const t = useT()
  const lang = useLang()
  const { users } = useReference(useStore())
  const done = group.rows.flatMap(({ id }) => {
    const fields = ticks.get(id)?.fields
    return fields?.isDone ? [fields] : []
  })
  const [last] = done.toSorted((a, b) => (a.doneAt < b.doneAt ? 1 : -1))
  if (!last) return null
  return (
    <>
      {users.get(last.doneBy)?.displayName ?? '–'} {momentToText(last.doneAt, lang)}
      {done.length < group.rows.length ? (
        <span className="tag">{t('handover.some', { done: done.length, all: group.rows.length })}</span>
      ) : null}
      {done.some(({ keyed }) => keyed !== group.hash) ? (
        <span className="tag">{t('handover.changed')}</span>
      ) : null}
    </>
  )
}

function FieldName({ field: { targetField, sourceField } }: { readonly field: MappedField }) {
  const t = useT()
  // our own names are shown in words; names that somebody gave stay as they are
  const key = `visits.${sourceField}`
  return targetField === sourceField && isTextKey(key) ? t(key) : targetField
}

function Value({
  field,
  value,
}: {
  readonly field: MappedField
  readonly value: string | readonly string[] | undefined
}) {
  const lang = useLang()
  const { codes } = useReference(useStore())
  const words = value === undefined ? [] : typeof value === 'string' ? [value] : value
  const set = field.codeMap === null ? setOf[field.sourceField] : undefined
  return words.map((word) => (set ? codes.label(set, word, lang) : word)).join(', ') || '–'
}
