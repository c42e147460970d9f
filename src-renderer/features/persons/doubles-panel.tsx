import { useMemo } from 'react'
import { dateToText } from '../../../src-shared/domain/iso-date.ts'
import { commit } from '../../data/commit.ts'
import type { Row } from '../../data/records.ts'
import { useStore } from '../../data/store-context.ts'
import { useT } from '../../i18n/i18n.ts'
import { Button, Notice } from '../../ui/fields.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useProblemText } from '../../ui/use-problem-text.ts'
import { useTask } from '../../workers/run-task.ts'
import { merge } from './merge.ts'

const shownPairs = 10

/** Records that are likely about one person: a proposal, which somebody takes or turns down. */
export function DoublesPanel({ persons }: { readonly persons: readonly Row<'person'>[] }) {
  const t = useT()
  const store = useStore()
  const say = useSay()
  const { ofAll } = useProblemText()
  const named = useMemo(
    () =>
      persons.map(({ id, fields: { name, birthDate, identityCode } }) => ({
        ...{ id, name, birthDate, identityCode },
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
  if (pairs.length === 0) return null
  async function join(keep: Row<'person'>, other: Row<'person'>): Promise<void> {
    const done = await merge(store, keep, other)
    say(done.ok ? t('persons.merged', { ref: keep.fields.ref }) : ofAll(done.error))
  }
  async function keepApart(one: Row<'person'>, other: Row<'person'>): Promise<void> {
    const notSameAs = [...one.fields.notSameAs, other.id]
    const done = await commit(store, [{ entity: 'person', id: one.id, kind: 'put', fields: { notSameAs } }])
    if (!done.ok) say(ofAll(done.error))
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
        {pairs.slice(0, shownPairs).map(([one, other]) => (
          <li key={`${one.id} ${other.id}`} className="row">
            <span>
              {nameOf(one)} – {nameOf(other)}
            </span>
            <Button
              aria-label={t('persons.mergeInto', { keep: one.fields.ref, other: other.fields.ref })}
              onPress={() => void join(one, other)}
            >
              {t('persons.merge')}
            </Button>
            <Button
              variant="plain"
              aria-label={t('persons.apart', { keep: one.fields.ref, other: other.fields.ref })}
              onPress={() => void keepApart(one, other)}
            >
              {t('persons.notSame')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
