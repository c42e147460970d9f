import { isCommand, useKeys } from '../../ui/use-keys.ts'
import type { Next } from './use-visit-draft.ts'

type Acts = {
  readonly save: (next: Next) => void
  readonly toggleTally: () => void
}

/** The keys of the form of visits, from anywhere: Ctrl+Enter saves, for a new visit with Shift the same again; F2 tallies. */
export function useVisitKeys(isNew: boolean, { save, toggleTally }: Acts): void {
  useKeys((event) => {
    const isSave = event.key === 'Enter' && isCommand(event)
    const isSwitch = event.key === 'F2' && isNew
    // a key that is held is one press
    if (isSave && !event.repeat) save(event.shiftKey && isNew ? 'same' : 'fresh')
    if (isSwitch && !event.repeat) toggleTally()
    return isSave || isSwitch
  })
}
