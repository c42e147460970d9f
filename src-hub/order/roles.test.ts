import { describe, expect, it } from 'vitest'
import type { Operation } from '../../src-shared/sync/operation.ts'
import { mayWrite, noteRole, type RoleBook } from './roles.ts'

const admin = '22222222-2222-4222-8222-222222222222'
const newcomer = '33333333-3333-4333-8333-333333333333'
const anOperation = (over: Partial<Operation> = {}): Operation => ({
  deviceId: '11111111-1111-4111-8111-111111111111',
  n: 1,
  entity: 'user',
  id: newcomer,
  kind: 'put',
  fields: { role: 'adviser' },
  base: {},
  actor: newcomer,
  at: '2026-03-03T10:00:00Z',
  ...over,
})
const aBook = (): RoleBook => ({ roles: new Map([[admin, 'admin']]), hasUsers: true })

describe('who may write', () => {
  it('[S6] is asked without a trace in the book', () => {
    const book = aBook()

    const answers = [mayWrite(anOperation(), book, 'adviser'), mayWrite(anOperation(), book, 'adviser')]

    expect(answers).toEqual([true, true])
    expect(book).toEqual(aBook())
  })
  it('[S6] lets nobody introduce themselves beyond the role of the device', () => {
    const asAdmin = anOperation({ fields: { role: 'admin' } })

    expect(mayWrite(asAdmin, aBook(), 'coordinator')).toBe(false)
    expect(mayWrite(asAdmin, aBook(), 'admin')).toBe(true)
  })
  it('[S6] follows the role that was noted last', () => {
    const book = aBook()
    const aSite = anOperation({ entity: 'site', id: admin, fields: { name: 'Kirjasto' } })

    noteRole(anOperation({ fields: { role: 'admin' } }), book)
    const asAdmin = mayWrite(aSite, book, 'admin')
    noteRole(anOperation({ fields: { role: 'viewer' }, actor: admin }), book)

    expect([asAdmin, mayWrite(aSite, book, 'admin')]).toEqual([true, false])
  })
  it('[S6] notes nothing of an operation that names no role', () => {
    const book: RoleBook = { roles: new Map(), hasUsers: false }

    noteRole(anOperation({ fields: { displayName: 'Aino' } }), book)
    noteRole(anOperation({ entity: 'site', fields: { role: 'admin' } }), book)

    expect(book).toEqual({ roles: new Map(), hasUsers: false })
  })
})
