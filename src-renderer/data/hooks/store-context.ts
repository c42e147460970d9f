import { createContext, useContext } from 'react'
import type { Store } from '../register/store.ts'

export const StoreContext = createContext<Store | null>(null)

/** The open register. @throws Error outside the unlocked part of the window. */
export function useStore(): Store {
  const store = useContext(StoreContext)
  if (!store) throw new Error('no register is open')
  return store
}
