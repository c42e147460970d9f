import type { BlockInput } from '../../src-shared/document/document.ts'
import { useT } from '../i18n/i18n.ts'
import { bridge } from '../platform/bridge.ts'
import { today } from '../platform/clock.ts'
import { useSay } from './toast.tsx'

/** Saves a letter, a handout or a report as an accessible PDF where the person says, and tells how that went. */
export function useSaveDocument() {
  const t = useT()
  const say = useSay()
  return async (
    suggestedName: string,
    title: string,
    language: string,
    blocks: readonly BlockInput[],
  ): Promise<void> => {
    const outcome = await bridge().saveDocument({
      suggestedName,
      model: { title, language, createdOn: today(), blocks: [{ kind: 'title', text: title }, ...blocks] },
    })
    if (outcome.kind === 'saved') say(t('periods.exported', { name: outcome.name }))
    if (outcome.kind !== 'failed') return
    const { reason } = outcome
    say(
      reason === 'locked' || reason === 'too-much-work'
        ? t(`claims.failed.${reason}`)
        : t(`periods.exportFailed.${reason}`),
    )
  }
}
