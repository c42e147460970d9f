import { useState } from 'react'

/**
 * The one form that is open, as an object of its own. A save that ends late closes the form it belongs to, never one
 * that was opened since.
 */
export function useOneForm<F extends object>() {
  const [form, open] = useState<F | null>(null)
  const close = (mine: F | null): void => open((now) => (now === mine ? null : now))
  return { form, open, close }
}
