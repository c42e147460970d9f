import { useLiveQuery } from 'dexie-react-hooks'
import { useMemo, useState } from 'react'
import { isLeader } from '../../../src-shared/kernel/role.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useDesk } from '../../data/hooks/use-conflicts.ts'
import { useRows } from '../../data/hooks/use-rows.ts'
import { useReference } from '../../data/hooks/use-store-value.ts'
import { listSetAside } from '../../data/sealing/set-aside-row.ts'
import { type Conflict, type Decided, decide, takeBack, type Writer } from '../../data/syncing/conflicts.ts'
import { momentToText, useLang, useT } from '../../i18n/i18n.ts'
import { Button } from '../../ui/fields.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useProblemText } from '../../ui/use-problem-text.ts'
import { ConflictCard } from './conflict-card.tsx'
import { fieldText } from './field-text.ts'
import { RefusedSection } from './refused-section.tsx'
import { SetAsideSection } from './set-aside-section.tsx'

/** What two devices have changed apart, and what the hub did not take: a person decides, offline too, and can take it back. */
export function DeskScreen() {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const say = useSay()
  const { ofAll } = useProblemText()
  const reference = useReference(store)
  const words = useMemo(() => fieldText(reference, lang, t), [reference, lang, t])
  const devices = useRows(store, 'device')
  const desk = useDesk(store)
  const aside = useLiveQuery(() => listSetAside(store), [store])
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  if (!desk || !aside) return <p>{t('app.loading')}</p>

  const whoWrote = (writer: Writer | null): string => {
    if (!writer) return t('desk.unknownWriter')
    const name = devices?.find(({ id }) => id === writer.deviceId)?.fields.name
    return t('desk.writer', {
      user: reference.users.get(writer.actor)?.displayName ?? t('visits.someone'),
      when: writer.at === '' ? '–' : momentToText(writer.at, lang),
      device:
        writer.deviceId === store.deviceId
          ? t('visits.thisDevice')
          : (name ?? t('visits.otherDevice', { id: writer.deviceId.slice(-4) })),
    })
  }
  async function settle(conflicts: readonly Conflict[], choice: 'standing' | 'other'): Promise<void> {
    const done = await decide(store, conflicts, choice)
    if (!done.ok) return say(ofAll(done.error))
    setChosen(new Set())
    say(t('desk.settled', { count: conflicts.length }))
  }
  async function reopen(one: Decided): Promise<void> {
    const done = await takeBack(store, one)
    say(done.ok ? t('desk.reopened') : ofAll(done.error))
  }
  const picked = desk.open.filter(({ key }) => chosen.has(key))
  return (
    <>
      <h1>{t('desk.title')}</h1>
      <p>{t('desk.intro')}</p>
      {desk.open.length === 0 && aside.length === 0 ? <p>{t('desk.empty')}</p> : null}
      {desk.open.length > 1 ? (
        <div className="row">
          <Button
            onPress={() =>
              setChosen(new Set(picked.length === desk.open.length ? [] : desk.open.map(({ key }) => key)))
            }
          >
            {t(picked.length === desk.open.length ? 'desk.chooseNone' : 'desk.chooseAll')}
          </Button>
          <Button isDisabled={picked.length === 0} onPress={() => settle(picked, 'standing')}>
            {t('desk.keepChosen', { count: picked.length })}
          </Button>
          <Button isDisabled={picked.length === 0} onPress={() => settle(picked, 'other')}>
            {t('desk.takeChosen', { count: picked.length })}
          </Button>
        </div>
      ) : null}
      {desk.open.map((conflict) => (
        <ConflictCard
          key={conflict.key}
          conflict={conflict}
          words={words}
          whoWrote={whoWrote}
          isChosen={chosen.has(conflict.key)}
          onChoose={
            desk.open.length > 1
              ? (isChosen) =>
                  setChosen((all) =>
                    isChosen
                      ? new Set([...all, conflict.key])
                      : new Set([...all].filter((key) => key !== conflict.key)),
                  )
              : null
          }
          onSettle={(choice, value) =>
            void settle(
              [value !== undefined && conflict.kind === 'value' ? { ...conflict, other: value } : conflict],
              choice,
            )
          }
        />
      ))}
      <SetAsideSection aside={aside} words={words} />
      {isLeader(store.role) ? <RefusedSection words={words} whoWrote={whoWrote} /> : null}
      {desk.decided.length > 0 ? (
        <section className="card" aria-label={t('desk.decided')}>
          <h2>{t('desk.decided')}</h2>
          <ul>
            {desk.decided.map((one) => (
              <li key={one.decisionId}>
                {words.record(one.conflict.entity, one.conflict.record)}, {words.field(one.conflict.field)}:{' '}
                <strong>{words.value(one.conflict.field, one.conflict.standing)}</strong>{' '}
                <Button variant="plain" onPress={() => reopen(one)}>
                  {t('desk.reopen', { field: words.field(one.conflict.field) })}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}
