import { useEffect, useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { bridge } from '../../platform/bridge.ts'
import { Button } from '../../ui/fields.tsx'

const askEveryMs = 250

/** How far a long piece of work behind the bridge is, with the way to stop it. */
export function JobProgress({ job }: { readonly job: string }) {
  const t = useT()
  const [progress, setProgress] = useState({ done: 0, of: 0 })
  useEffect(() => {
    const timer = setInterval(() => {
      bridge()
        .jobProgress({ job })
        .then((now) => now && setProgress(now))
        .catch(() => undefined) // the work itself tells what went wrong
    }, askEveryMs)
    return () => clearInterval(timer)
  }, [job])
  const { done, of } = progress
  return (
    <div className="row">
      <span role="status">
        {of > 0 ? t('claimFile.progress', { done: Math.min(done + 1, of), of }) : t('claims.saving')}
      </span>
      {of > 0 ? <progress max={of} value={done} aria-label={t('claimFile.title')} /> : null}
      <Button onPress={() => bridge().cancelJob({ job })}>{t('claimFile.stop')}</Button>
    </div>
  )
}
