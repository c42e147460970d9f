import { useT } from '../i18n/i18n.ts'
import { bridge } from '../platform/bridge.ts'
import { useSay } from './toast.tsx'

/** Saves a text where the person says, and tells how that went. */
export function useSaveText() {
  const t = useT()
  const say = useSay()
  return async (suggestedName: string, text: string): Promise<void> => {
    const outcome = await bridge().saveText({ suggestedName, text })
    if (outcome.kind === 'saved') say(t('periods.exported', { name: outcome.name }))
    if (outcome.kind === 'failed') say(t(`periods.exportFailed.${outcome.reason}`))
  }
}
