import type { Output } from '../../src-shared/bridge/calls.ts'
import { useT } from '../i18n/i18n.ts'

/** Why a device could not be connected, in words that say what to do. */
export function useEnrolmentText() {
  const t = useT()
  return (answer: Exclude<Output<'syncEnrol'>, { kind: 'enrolled' }>): string => {
    if (answer.kind === 'unreachable') return t(`sync.reason.${answer.reason}`)
    switch (answer.reason) {
      case 'client-too-old':
      case 'hub-too-old':
        return t(`sync.reason.${answer.reason}`)
      case 'malformed':
      case 'busy':
        return t('enrol.failed')
      default:
        return t(`enrol.${answer.reason}`)
    }
  }
}
