const storageKey = 'alpo-unreadable'
const listeners = new Set<() => void>()

/** That something in the database could not be read: kept beside it until all of it was read, or made anew. */
export const unreadableNote = {
  write(): void {
    localStorage.setItem(storageKey, 'yes')
    for (const listener of listeners) listener()
  },
  isThere: (): boolean => localStorage.getItem(storageKey) !== null,
  drop(): void {
    localStorage.removeItem(storageKey)
    for (const listener of listeners) listener()
  },
  onChange(listener: () => void): () => void {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
}
