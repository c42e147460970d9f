import { useEffect, useState } from 'react'
import { useT } from '../i18n/i18n.ts'
import { bridge } from '../platform/bridge.ts'
import { Button, Notice } from '../ui/fields.tsx'

/** Says that the key file or a copy of it was mended at this start, until somebody has seen it. */
export function KeysNotice() {
  const t = useT()
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    void bridge()
      .startReport({})
      .then(({ keys }) => setShown(keys === 'mended'))
  }, [])
  return isShown ? (
    <Notice tone="warning">
      <p>
        {t('keys.mended')} <Button onPress={() => setShown(false)}>{t('journal.seen')}</Button>
      </p>
    </Notice>
  ) : null
}
