import { useLiveQuery } from 'dexie-react-hooks'
import { useStore } from '../../data/hooks/store-context.ts'
import type { Writer } from '../../data/syncing/conflicts.ts'
import { listRefused, markSeen } from '../../data/syncing/refused.ts'
import { isTextKey, useT } from '../../i18n/i18n.ts'
import { Button } from '../../ui/fields.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useProblemText } from '../../ui/use-problem-text.ts'
import { useSaveText } from '../../ui/use-save-text.ts'
import type { FieldText } from './field-text.ts'

type Props = { readonly words: FieldText; readonly whoWrote: (writer: Writer | null) => string }

/** What came from the hub and was not taken into the records: from whom, why, and what it would have written. */
export function RefusedSection({ words, whoWrote }: Props) {
  const t = useT()
  const store = useStore()
  const say = useSay()
  const saveText = useSaveText()
  const { ofAll } = useProblemText()
  const refused = useLiveQuery(() => listRefused(store), [store])
  if (!refused || refused.length === 0) return null

  const reasonText = (reason: string): string => {
    const [kind = '', field = ''] = reason.split(': ')
    const key = `conflicts.refused.${kind}`
    return isTextKey(key, 'field') ? t(key, { field: words.field(field) }) : reason
  }
  return (
    <section aria-label={t('conflicts.refused')}>
      <h2>{t('conflicts.refused')}</h2>
      <p>{t('conflicts.refusedIntro')}</p>
      <Button onPress={() => saveText('hylatyt.json', `${JSON.stringify(refused, null, 2)}\n`)}>
        {t('conflicts.asideSave')}
      </Button>
      {refused.map((one) => {
        const { operation, reason, key } = one
        const title = words.record(operation.entity, operation.fields)
        return (
          <section key={key} className="card" aria-label={title}>
            <h3>{title}</h3>
            <p>{whoWrote(operation)}</p>
            <p>{reasonText(reason)}</p>
            <Button
              onPress={async () => {
                const done = await markSeen(store, one)
                say(done.ok ? t('conflicts.refusedSeen') : ofAll(done.error))
              }}
            >
              {t('conflicts.seen')}
            </Button>
          </section>
        )
      })}
    </section>
  )
}
