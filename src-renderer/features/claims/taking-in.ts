import { createStore, useStore } from 'zustand'

type TakingIn = { readonly counts: Readonly<Record<string, number>> }

/** How many files each claim is taking in. It outlives the screen: who leaves it and comes back finds it as it is. */
const takingIn = createStore<TakingIn>()(() => ({ counts: {} }))

const add = (claimId: string, more: number): void =>
  takingIn.setState(({ counts }) => ({ counts: { ...counts, [claimId]: countIn(counts, claimId) + more } }))
const countIn = (counts: TakingIn['counts'], claimId: string): number => counts[claimId] ?? 0

/** Runs `work`, which takes files into this claim: whoever makes a file of the claim waits for it. */
export async function takeIn<T>(claimId: string, work: () => Promise<T>): Promise<T> {
  add(claimId, 1)
  try {
    return await work()
  } finally {
    add(claimId, -1)
  }
}

/** Resolves once nothing is being taken into this claim. */
export const allTakenIn = (claimId: string): Promise<void> =>
  new Promise((resolve) => {
    const isDone = ({ counts }: TakingIn): boolean => countIn(counts, claimId) === 0
    if (isDone(takingIn.getState())) return resolve()
    const stop = takingIn.subscribe((state) => {
      if (!isDone(state)) return
      stop()
      resolve()
    })
  })

export const useIsTakingIn = (claimId: string): boolean =>
  useStore(takingIn, ({ counts }) => countIn(counts, claimId) > 0)
