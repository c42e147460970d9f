import {
  createContext,
  type ReactNode,
  type RefObject,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { StoreContext } from '../data/hooks/store-context.ts'
import { Button } from './fields.tsx'

type Action = { readonly label: string; readonly run: () => void }
type Toast = { readonly id: number; readonly text: string; readonly action: Action | undefined }
type Say = (text: string, action?: Action) => void

const SayContext = createContext<Say>(() => undefined)
const UnsayContext = createContext<(text: string) => void>(() => undefined)
const shownMs = 10_000
const maxShown = 3

/** Says what happened, for eyes and for screen readers, with one thing to do about it. */
export const useSay = (): Say => useContext(SayContext)

/** Takes a message away that is no longer so: what has been said of the last act must not be read of this one. */
export const useUnsay = () => useContext(UnsayContext)

/** Whoever has pressed what a region offers, which is gone by then, goes on where they came into it from. */
function useFocusBack(region: RefObject<HTMLElement | null>): void {
  const last = useRef<{ readonly from: EventTarget | null; readonly at: Element } | null>(null)
  useEffect(() => {
    const inside = region.current
    const onFocusIn = ({ target, relatedTarget }: FocusEvent): void => {
      if (!(target instanceof Element)) return
      const wasInside = relatedTarget instanceof Node && inside?.contains(relatedTarget)
      last.current = { from: wasInside ? (last.current?.from ?? null) : relatedTarget, at: target }
    }
    inside?.addEventListener('focusin', onFocusIn)
    return () => inside?.removeEventListener('focusin', onFocusIn)
  }, [region])
  useLayoutEffect(() => {
    if (!last.current || last.current.at.isConnected) return
    const { from } = last.current
    last.current = null
    if (document.activeElement === document.body && from instanceof HTMLElement) from.focus()
  })
}

/**
 * The latest messages, the newest first. None pushes another out before it was seen: what was started first may well be
 * told last. Only the newest offers its action, since that is what "undo" means by then, and only until the next act begins:
 * what that one changes may be on the screen before it is told.
 */
export function ToastRegion({ children }: { readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([])
  const lastId = useRef(0)
  const drop = useCallback((id: number) => setToasts((all) => all.filter((one) => one.id !== id)), [])
  const say = useCallback<Say>(
    (text, action) => {
      const id = ++lastId.current
      setToasts((all) => [{ id, text, action }, ...all.filter((one) => one.text !== text)].slice(0, maxShown))
      setTimeout(() => drop(id), shownMs)
    },
    [drop],
  )
  const unsay = useCallback((text: string) => setToasts((all) => all.filter((one) => one.text !== text)), [])
  const store = useContext(StoreContext)
  useEffect(
    () => store?.onAct(() => setToasts((all) => all.map((one) => ({ ...one, action: undefined })))),
    [store],
  )
  const region = useRef<HTMLDivElement>(null)
  useFocusBack(region)
  const node = useMemo(
    () => (
      <div ref={region} role="status" aria-live="polite" className="toasts">
        {toasts.map(({ id, text, action }, index) => (
          <div className="toast" key={id}>
            {text}
            {action && index === 0 ? (
              <Button
                onPress={() => {
                  action.run()
                  drop(id)
                }}
              >
                {action.label}
              </Button>
            ) : null}
          </div>
        ))}
      </div>
    ),
    [toasts, drop],
  )
  return (
    <SayContext value={say}>
      <UnsayContext value={unsay}>{children}</UnsayContext>
      {node}
    </SayContext>
  )
}
