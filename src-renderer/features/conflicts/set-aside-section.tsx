import { useState } from 'react'
import type { Json } from '../../../src-shared/sync/operation.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import type { SetAside } from '../../data/sealing/set-aside-row.ts'
import { discardSetAside, retrySetAside } from '../../data/syncing/set-aside.ts'
import type { CommitProblem } from '../../data/writing/change.ts'
import { isTextKey, momentToText, useLang, useT } from '../../i18n/i18n.ts'
import { Button, TextInput } from '../../ui/fields.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useProblemText } from '../../ui/use-problem-text.ts'
import { useSaveText } from '../../ui/use-save-text.ts'
import type { FieldText } from './field-text.ts'

type Props = { readonly aside: readonly SetAside[]; readonly words: FieldText }

/** Changes that the hub did not take (S6): why, and what can be done: mend, send again, give up, save for somebody who helps. */
export function SetAsideSection({ aside, words }: Props) {
  const t = useT()
  const saveText = useSaveText()
  if (aside.length === 0) return null
  return (
    <section aria-label={t('conflicts.aside')}>
      <h2>{t('conflicts.aside')}</h2>
      <p>{t('conflicts.asideIntro')}</p>
      <Button onPress={() => saveText('hyllytetyt.json', `${JSON.stringify(aside, null, 2)}\n`)}>
        {t('conflicts.asideSave')}
      </Button>
      {aside.map((one) => (
        <AsideCard key={one.n} one={one} words={words} />
      ))}
    </section>
  )
}

function AsideCard({ one, words }: { readonly one: SetAside; readonly words: FieldText }) {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const say = useSay()
  const { operation, reason } = one
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(Object.entries(operation.fields).map(([name, value]) => [name, toText(value)])),
  )
  const [isMending, setMending] = useState(false)
  const [problem, setProblem] = useState<CommitProblem | null>(null)
  const { ofAll, ofField, ofRuleId } = useProblemText()
  const title = words.record(operation.entity, operation.fields)

  async function again(): Promise<void> {
    const fields = Object.fromEntries(
      Object.entries(operation.fields).map(([name, value]) => [
        name,
        isMending ? fromText(texts[name] ?? '', value) : value,
      ]),
    )
    const done = await retrySetAside(store, one, fields)
    setProblem(done.ok ? null : done.error)
    if (done.ok) say(t('conflicts.sentAgain'))
    else if (done.error.kind === 'invalid') setMending(true)
    else say(ofAll(done.error))
  }
  async function giveUp(): Promise<void> {
    const done = await discardSetAside(store, one)
    if (!done.ok) return say(ofAll(done.error))
    // taken back, it is written and sent as if it were new
    say(t('conflicts.givenUp'), { label: t('common.undo'), run: () => void takeUp() })
  }
  async function takeUp(): Promise<void> {
    const done = await retrySetAside(store, one)
    if (!done.ok) say(ofAll(done.error))
  }
  // a rule may speak of a field that the operation did not write: it is told above those that can be mended here
  const elsewhere =
    problem?.kind === 'invalid' ? problem.problems.filter(({ field }) => !Object.hasOwn(texts, field)) : []
  return (
    <section className="card" aria-label={title}>
      <h3>{title}</h3>
      <p>
        {momentToText(operation.at, lang)}: {reasonText(reason)}
      </p>
      {elsewhere.map(({ id, field }) => (
        <p key={`${id}/${field}`} className="error" role="alert">
          {words.field(field)}: {ofRuleId(id)}
        </p>
      ))}
      {isMending ? (
        <div className="fields">
          {Object.entries(texts).map(([name, text]) => (
            <TextInput
              key={name}
              label={words.field(name)}
              value={text}
              maxLength={5000}
              error={ofField(problem, name)}
              onChange={(next) => setTexts((all) => ({ ...all, [name]: next }))}
            />
          ))}
        </div>
      ) : (
        <dl>
          {Object.entries(operation.fields).map(([name, value]) => (
            <div key={name}>
              <dt>{words.field(name)}</dt>
              <dd>{words.value(name, value)}</dd>
            </div>
          ))}
        </dl>
      )}
      <div className="row">
        <Button variant="primary" onPress={() => again()}>
          {t('conflicts.sendAgain')}
        </Button>
        {isMending ? null : <Button onPress={() => setMending(true)}>{t('conflicts.mend')}</Button>}
        <Button onPress={() => giveUp()}>{t('conflicts.giveUp')}</Button>
      </div>
    </section>
  )

  function reasonText(code: string): string {
    const [kind = '', detail = ''] = code.split(': ')
    const key = `conflicts.reason.${kind}`
    return isTextKey(key, 'field') ? t(key, { field: words.field(detail.split('.')[0] ?? '') }) : code
  }
}

const toText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** What was typed, as the kind of value that it was; a text where it cannot be read as that. */
function fromText(text: string, before: Json): Json {
  if (typeof before === 'string') return text
  try {
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}
