import { useMemo, useState } from 'react'
import type { PressEvent } from 'react-aria-components'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import type { Row } from '../../data/records/records.ts'
import { outdated, rowNow } from '../../data/records/row-now.ts'
import { useT } from '../../i18n/i18n.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Button, Notice } from '../../ui/fields.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useProblemText } from '../../ui/use-problem-text.ts'
import { useSteady } from '../../ui/use-steady.ts'
import { useUndo } from '../../ui/use-undo.ts'
import { useTask } from '../../workers/run-task.ts'
import { merge } from './merge.ts'

const shownPairs = 10

/** Records that are likely about one person: a proposal, which somebody takes or turns down. */
export function DoublesPanel({ persons }: { readonly persons: readonly Row<'person'>[] }) {
  const t = useT()
  const store = useStore()
  const say = useSay()
  const act = useAct()
  const { ofAll } = useProblemText()
  const undo = useUndo()
  const [asked, setAsked] = useState<readonly [Row<'person'>, Row<'person'>] | null>(null)
  const named = useMemo(
    () =>
      persons.map(({ id, fields: { name, birthDate, identityCode } }) => ({
        id,
        name,
        birthDate,
        identityCode,
      })),
    [persons],
  )
  const found = useTask('doubles', named)
  const pairs = useMemo(() => {
    const byId = new Map(persons.map((person) => [person.id, person]))
    return (found?.pairs ?? []).flatMap(([a, b]) => {
      const [one, other] = [byId.get(a), byId.get(b)]
      return one && other && !one.fields.notSameAs.includes(other.id) ? [[one, other] as const] : []
    })
  }, [persons, found])
  const shown = pairs.slice(0, shownPairs)
  // which button lies where changes with the list: a press that was meant for what stood there before must not merge
  const isSteady = useSteady(shown.map(([one, other]) => `${one.id} ${other.id}`).join())
  const mayPress = ({ pointerType }: PressEvent): boolean =>
    isSteady || pointerType === 'keyboard' || pointerType === 'virtual'
  if (pairs.length === 0) return null
  async function join(keep: Row<'person'>, other: Row<'person'>): Promise<void> {
    const done = await merge(store, keep.id, other.id)
    setAsked(null)
    if (!done.ok) return say(ofAll(done.error))
    undo.offer(t('persons.merged', { ref: keep.fields.ref }), { changes: done.value })
  }
  async function keepApart(one: Row<'person'>, other: Row<'person'>): Promise<void> {
    const { id } = one
    // what was said of this person a moment before stays said
    const before = (await rowNow(store, 'person', id))?.fields.notSameAs
    if (!before) return say(ofAll(outdated))
    const fields = { notSameAs: [...before, other.id] }
    if (!(await act([{ entity: 'person', id, kind: 'put', fields }]))) return
    undo.offer(t('persons.keptApart'), {
      changes: [{ entity: 'person', id, kind: 'put', fields: { notSameAs: before } }],
    })
  }
  const nameOf = ({ fields }: Row<'person'>): string =>
    `${fields.ref} ${fields.name} ${dateToText(fields.birthDate)}`
  return (
    <section className="card" aria-label={t('persons.doubles')}>
      <h2>{t('persons.doubles')}</h2>
      <Notice>
        {t(found?.isComplete === false ? 'persons.doublesAtLeast' : 'persons.doublesText', {
          count: pairs.length,
        })}
      </Notice>
      <ul>
        {shown.map(([one, other]) => (
          <li key={`${one.id} ${other.id}`} className="row">
            <span>
              {nameOf(one)} – {nameOf(other)}
            </span>
            <Button
              aria-label={t('persons.mergeInto', { keep: one.fields.ref, other: other.fields.ref })}
              aria-disabled={!isSteady}
              onPress={(event) => mayPress(event) && setAsked([one, other])}
            >
              {t('persons.merge')}
            </Button>
            <Button
              variant="plain"
              aria-label={t('persons.apart', { keep: one.fields.ref, other: other.fields.ref })}
              aria-disabled={!isSteady}
              onPress={(event) => mayPress(event) && keepApart(one, other)}
            >
              {t('persons.notSame')}
            </Button>
          </li>
        ))}
      </ul>
      {asked ? (
        <Dialog title={t('persons.mergeAsk')} onClose={() => setAsked(null)}>
          <p>{t('persons.mergeAskText', { keep: nameOf(asked[0]), other: nameOf(asked[1]) })}</p>
          <div className="row">
            <Button variant="primary" onPress={() => join(asked[0], asked[1])}>
              {t('persons.merge')}
            </Button>
            <Button onPress={() => setAsked(null)}>{t('common.cancel')}</Button>
          </div>
        </Dialog>
      ) : null}
    </section>
  )
}
