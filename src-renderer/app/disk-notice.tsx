import { useEffect, useState, useSyncExternalStore } from 'react'
import { useStore } from '../data/hooks/store-context.ts'
import { useT } from '../i18n/i18n.ts'
import { bridge } from '../platform/bridge.ts'
import { spaceInWords } from '../platform/megabytes.ts'
import { Button, Notice } from '../ui/fields.tsx'

/** Somebody who frees some space finds out soon; a disk that fills up is noticed before the next save. */
const askAgainMs = 5000

/** Says why nothing is saved, for as long as it is so, and what to do about it. Reading goes on. */
export function DiskNotice() {
  const t = useT()
  const { guard } = useStore()
  const held = useSyncExternalStore(guard.onChange, () => guard.held()?.kind ?? null)
  const [byHand, setByHand] = useState(false)
  useEffect(() => {
    void guard.ask()
    const timer = setInterval(() => void guard.ask(), askAgainMs)
    return () => clearInterval(timer)
  }, [guard])
  const space = guard.space()
  if (held === 'torn')
    return (
      <Notice tone="alert">
        <p>
          {t(guard.isUncertain() ? 'disk.uncertain' : 'disk.torn')}{' '}
          {byHand ? null : (
            <Button
              onPress={() =>
                void bridge()
                  .restart({})
                  .then((answer) => setByHand(answer === 'by-hand'))
              }
            >
              {t('damage.restart')}
            </Button>
          )}
        </p>
      </Notice>
    )
  if (held === 'full' && space)
    return (
      <Notice tone="alert">
        <p>{t('disk.full', spaceInWords(space))}</p>
      </Notice>
    )
  return <NoCopyNotice />
}

/** The last session was cut off, and there was no room for the copy that is taken then. */
function NoCopyNotice() {
  const t = useT()
  const [isMissing, setMissing] = useState(false)
  useEffect(() => {
    void bridge()
      .startReport({})
      .then(({ endedCleanly, copy }) => setMissing(!endedCleanly && copy.kind === 'no-space'))
  }, [])
  return isMissing ? (
    <Notice tone="warning">
      <p>{t('disk.noCopy')}</p>
    </Notice>
  ) : null
}
