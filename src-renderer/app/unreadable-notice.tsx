import { useSyncExternalStore } from 'react'
import { useT } from '../i18n/i18n.ts'
import { unreadableNote } from '../platform/unreadable-note.ts'
import { Button, Notice } from '../ui/fields.tsx'

/** Something in the database could not be read: whoever opens the register anew has it repaired. */
export function UnreadableNotice() {
  const t = useT()
  const isThere = useSyncExternalStore(unreadableNote.onChange, unreadableNote.isThere)
  return isThere ? (
    <Notice tone="alert">
      <p>
        {t('app.unreadable')} <Button onPress={() => window.location.reload()}>{t('app.reload')}</Button>
      </p>
    </Notice>
  ) : null
}
