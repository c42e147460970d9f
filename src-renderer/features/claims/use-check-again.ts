import { useEffect } from 'react'
import { useStore } from '../../data/hooks/store-context.ts'
import type { Row } from '../../data/records/records.ts'
import { checkAgain } from './check-again.ts'

const checkAgainMs = 30_000

/** Looks again, while the claim is shown, at evidence that a busy machine could not look at when it was taken in. */
export function useCheckAgain(claimId: string, attachments: readonly Row<'attachment'>[] | undefined): void {
  const store = useStore()
  const hasUnchecked = attachments?.some(({ fields }) => fields.reason === 'unchecked') ?? false
  useEffect(() => {
    if (!hasUnchecked) return
    void checkAgain(store, claimId)
    const timer = setInterval(() => void checkAgain(store, claimId), checkAgainMs)
    return () => clearInterval(timer)
  }, [store, claimId, hasUnchecked])
}
