import { useLiveQuery } from 'dexie-react-hooks'
import { useMemo, useState } from 'react'
import { isLeader } from '../../../src-shared/kernel/role.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useConflicts } from '../../data/hooks/use-conflicts.ts'
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
export function ConflictsScreen() {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const say = useSay()
  const { ofAll } = useProblemText()
  const reference = useReference(store)
  const words = useMemo(() => fieldText(reference, lang, t), [reference, lang, t])
  const devices = useRows(store, 'device')
  const shown = useConflicts(store)
  const aside = useLiveQuery(() => listSetAside(store), [store])
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  if (!shown || !aside) return <p>{t('app.loading')}</p>

  const whoWrote = (writer: Writer | null): string => {
    if (!writer) return t('conflicts.unknownWriter')
    const name = devices?.find(({ id }) => id === writer.deviceId)?.fields.name
    return t('conflicts.writer', {
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
    say(t('conflicts.settled', { count: conflicts.length }))
  }
  async function reopen(one: Decided): Promise<void> {
    const done = await takeBack(store, one)
    say(done.ok ? t('conflicts.reopened') : ofAll(done.error))
  }
  const picked = shown.open.filter(({ key }) => chosen.has(key))
  return (
    <>
      <h1>{t('conflicts.title')}</h1>
      <p>{t('conflicts.intro')}</p>
      {shown.open.length === 0 && aside.length === 0 ? <p>{t('conflicts.empty')}</p> : null}
      {shown.open.length > 1 ? (
        <div className="row">
          <Button
            onPress={() =>
              setChosen(new Set(picked.length === shown.open.length ? [] : shown.open.map(({ key }) => key)))
            }
          >
            {t(picked.length === shown.open.length ? 'conflicts.chooseNone' : 'conflicts.chooseAll')}
          </Button>
          <Button isDisabled={picked.length === 0} onPress={() => settle(picked, 'standing')}>
            {t('conflicts.keepChosen', { count: picked.length })}
          </Button>
          <Button isDisabled={picked.length === 0} onPress={() => settle(picked, 'other')}>
            {t('conflicts.takeChosen', { count: picked.length })}
          </Button>
        </div>
      ) : null}
      {shown.open.map((conflict) => (
        <ConflictCard
          key={conflict.key}
          conflict={conflict}
          words={words}
          whoWrote={whoWrote}
          isChosen={chosen.has(conflict.key)}
          onChoose={
            shown.open.length > 1
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
      <DecidedSection decided={shown.decided} words={words} onReopen={reopen} />
    </>
  )
}

type DecidedProps = {
  readonly decided: readonly Decided[]
  readonly words: ReturnType<typeof fieldText>
  readonly onReopen: (one: Decided) => Promise<void>
}

/** What was settled, each of which can be taken up again. */
function DecidedSection({ decided, words, onReopen }: DecidedProps) {
  const t = useT()
  if (decided.length === 0) return null
  return (
    <section className="card" aria-label={t('conflicts.decided')}>
      <h2>{t('conflicts.decided')}</h2>
      <ul>
        {decided.map((one) => (
          <li key={one.decisionId}>
            {words.record(one.conflict.entity, one.conflict.record)}, {words.field(one.conflict.field)}:{' '}
            <strong>{words.value(one.conflict.field, one.conflict.standing)}</strong>{' '}
            <Button variant="plain" onPress={() => onReopen(one)}>
              {t('conflicts.reopen', { field: words.field(one.conflict.field) })}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
