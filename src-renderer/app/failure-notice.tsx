import { useEffect } from 'react'
import { useT } from '../i18n/i18n.ts'
import { useSay } from '../ui/toast.tsx'

/** A promise that nobody took care of, such as a call to a main process that is gone, is told and never passes in silence. */
export function FailureNotice() {
  const t = useT()
  const say = useSay()
  useEffect(() => {
    const tell = (): void => say(t('common.unexpected'))
    window.addEventListener('unhandledrejection', tell)
    return () => window.removeEventListener('unhandledrejection', tell)
  }, [say, t])
  return null
}
