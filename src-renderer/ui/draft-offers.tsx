import { useStore } from '../data/hooks/store-context.ts'
import { useT } from '../i18n/i18n.ts'
import { Button, Notice } from './fields.tsx'
import { useSay } from './toast.tsx'

/**
 * Throws a draft away, and offers it back for as long as the message stands. It is said once nothing of it is on the disk.
 * `back` takes what was thrown away where it is not enough to keep it again.
 */
export function useDropDraft() {
  const t = useT()
  const say = useSay()
  const { forms } = useStore()
  return async (name: string, text = t('draft.dropped'), back?: (value: unknown) => void): Promise<void> => {
    const value = forms.get(name)
    if (value === undefined) return
    forms.drop(name)
    const undo = { label: t('common.undo'), run: () => (back ? back(value) : forms.put(name, value)) }
    if (await forms.written()) say(text, undo)
  }
}

type Props = {
  readonly names: readonly string[]
  readonly textOf: (name: string) => string
  readonly onOpen: (name: string) => void
}

/** Forms that were left unfinished and are not open: each can be gone on with, or thrown away. */
export function DraftOffers({ names, textOf, onOpen }: Props) {
  const t = useT()
  const drop = useDropDraft()
  if (names.length === 0) return null
  return (
    <section className="notice" aria-label={t('draft.offers')}>
      <strong>{t('draft.offers')}</strong>
      <ul>
        {names.map((name) => (
          <li key={name} className="row">
            <span>{textOf(name)}</span>
            <Button aria-label={`${t('draft.goOn')}: ${textOf(name)}`} onPress={() => onOpen(name)}>
              {t('draft.goOn')}
            </Button>
            <Button
              variant="plain"
              aria-label={`${t('draft.drop')}: ${textOf(name)}`}
              onPress={() => void drop(name)}
            >
              {t('draft.drop')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

type NoticeProps = {
  readonly isShown: boolean
  readonly text?: string
  readonly onDrop: () => void
}

/** Says that a form was found as it had been left. */
export function DraftNotice({ isShown, text, onDrop }: NoticeProps) {
  const t = useT()
  if (!isShown) return null
  return (
    <Notice>
      {text ?? t('draft.restored')}{' '}
      <Button variant="plain" onPress={onDrop}>
        {t('draft.drop')}
      </Button>
    </Notice>
  )
}
