import { expect, it } from 'vitest'
import { allTakenIn, takeIn } from './taking-in.ts'

it('A21: whoever makes a file of a claim waits for all that it takes in, and for no other claim', async () => {
  const [one, two] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()]
  const first = takeIn('a', () => one.promise)
  const second = takeIn('a', () => two.promise)
  let isDone = false
  const waiting = allTakenIn('a').then(() => {
    isDone = true
  })

  await allTakenIn('b')
  one.resolve('taken')
  expect(await first).toBe('taken')
  expect(isDone).toBe(false)
  two.reject(new Error('gone'))
  await expect(second).rejects.toThrow('gone')
  await waiting
  expect(isDone).toBe(true)
  await allTakenIn('a')
})
