import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { Button } from './fields.tsx'

type Toast = {
  readonly text: string
  readonly action?: { readonly label: string; readonly run: () => void } | undefined
}
type Say = (text: string, action?: Toast['action']) => void

const SayContext = createContext<Say>(() => undefined)
const shownMs = 10_000

/** Says what happened, for eyes and for screen readers, with one thing to do about it. */
export const useSay = (): Say => useContext(SayContext)

export function ToastRegion({ children }: { readonly children: ReactNode }) {
  const [toast, setToast] = useState<Toast | null>(null)
  const say = useCallback<Say>((text, action) => setToast({ text, action }), [])
  useEffect(() => {
    if (!toast) return
    const timer = setTimeout(() => setToast(null), shownMs)
    return () => clearTimeout(timer)
  }, [toast])
  const action = toast?.action
  const node = useMemo(
    () => (
      <div role="status" aria-live="polite">
        {toast ? (
          <div className="toast">
            {toast.text}
            {action ? (
              <Button
                onPress={() => {
                  action.run()
                  setToast(null)
                }}
              >
                {action.label}
              </Button>
            ) : null}
          </div>
        ) : null}
      </div>
    ),
    [toast, action],
  )
  return (
    <SayContext value={say}>
      {children}
      {node}
    </SayContext>
  )
}
