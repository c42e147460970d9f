import type { Json } from '../../../src-shared/sync/operation.ts'
import type { Conflict, Writer } from '../../data/syncing/conflicts.ts'
import { useT } from '../../i18n/i18n.ts'
import { Button, CheckInput } from '../../ui/fields.tsx'
import type { FieldText } from './field-text.ts'

type Props = {
  readonly conflict: Conflict
  readonly words: FieldText
  readonly whoWrote: (writer: Writer | null) => string
  readonly isChosen: boolean
  /** Null where there is only one. */
  readonly onChoose: ((isChosen: boolean) => void) | null
  /** @param value what is to stand, where it is neither of the two. */
  readonly onSettle: (choice: 'standing' | 'other', value?: Json) => void
}

/** Both values, who wrote them, when, and where; and what can be done about it. */
export function ConflictCard({ conflict, words, whoWrote, isChosen, onChoose, onSettle }: Props) {
  const t = useT()
  const title = words.record(conflict.entity, conflict.record)
  if (conflict.kind === 'delete')
    return (
      <section className="card" aria-label={title}>
        <h2>{title}</h2>
        {onChoose ? (
          <CheckInput label={t('conflicts.choose', { what: title })} checked={isChosen} onChange={onChoose} />
        ) : null}
        <p>{t('conflicts.deleted', { by: whoWrote(conflict.deletedBy) })}</p>
        <p>{t('conflicts.edited', { by: whoWrote(conflict.editedBy) })}</p>
        <div className="row">
          <Button variant="primary" onPress={() => onSettle('standing')}>
            {t('conflicts.keepRecord')}
          </Button>
          <Button onPress={() => onSettle('other')}>{t('conflicts.deleteRecord')}</Button>
        </div>
      </section>
    )
  const { field, standing, standingBy, other, otherBy } = conflict
  const both = union(standing, other)
  return (
    <section className="card" aria-label={`${title}, ${words.field(field)}`}>
      <h2>
        {title}, {words.field(field)}
      </h2>
      {onChoose ? (
        <CheckInput
          label={t('conflicts.choose', { what: `${title}, ${words.field(field)}` })}
          checked={isChosen}
          onChange={onChoose}
        />
      ) : null}
      <dl>
        <dt>{t('conflicts.standing', { by: whoWrote(standingBy) })}</dt>
        <dd>
          <strong>{words.value(field, standing)}</strong>
        </dd>
        <dt>{t('conflicts.other', { by: whoWrote(otherBy) })}</dt>
        <dd>
          <strong>{words.value(field, other)}</strong>
        </dd>
      </dl>
      <div className="row">
        <Button variant="primary" onPress={() => onSettle('standing')}>
          {t('conflicts.keep', { value: words.value(field, standing) })}
        </Button>
        <Button onPress={() => onSettle('other')}>
          {t('conflicts.take', { value: words.value(field, other) })}
        </Button>
        {both ? (
          <Button onPress={() => onSettle('other', both)}>
            {t('conflicts.both', { value: words.value(field, both) })}
          </Button>
        ) : null}
      </div>
    </section>
  )
}

/** The two lists in one, where both are lists and neither has all. */
function union(standing: Json | undefined, other: Json): readonly Json[] | null {
  if (!Array.isArray(standing) || !Array.isArray(other)) return null
  const all = new Map([...standing, ...other].map((one) => [JSON.stringify(one), one as Json]))
  return all.size > Math.max(standing.length, other.length) ? [...all.values()] : null
}
