import { useState } from 'react'
import { today } from '../../platform/clock.ts'
import { useNewDay } from '../../platform/use-new-day.ts'
import type { ListChoice } from './list-controls.tsx'

/** Which visits the list shows; it begins with those of today, also of a day that has just begun. */
export function useListChoice() {
  const [choice, set] = useState<ListChoice>(() => ({ span: 'day', day: today(), text: '', filters: {} }))
  useNewDay((was, day) => set((now) => (now.day === was ? { ...now, day } : now)))
  return {
    choice,
    set,
    /** A list of one day goes to this one. */
    showDay: (day: string): void => set((now) => (now.span === 'day' ? { ...now, day } : now)),
  }
}
