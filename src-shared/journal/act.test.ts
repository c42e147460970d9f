import { encode } from 'cborg'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeAct, encodeAct, type JournalActInput, keyOf, placeOf } from './act.ts'

describe('an act in bytes', () => {
  it('comes back as it was, whatever a row holds', () => {
    const value = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => !Object.is(number, -0)),
      fc.boolean(),
      fc.constant(null),
      fc.uint8Array(),
      fc.array(fc.string()),
    )
    const row = fc
      .tuple(
        fc.uuid(),
        fc.dictionary(fc.constantFrom('date', 'box', 'months', 'n'), value, { noNullPrototype: true }),
      )
      .map(([id, fields]) => ({ ...fields, id }))
    fc.assert(
      fc.property(fc.array(row), fc.array(fc.uuid()), (rows, ids) => {
        const act = { clears: ['outbox'], puts: { visit: rows }, deletes: { person: ids } }

        expect(decodeAct(encodeAct(act))).toEqual({ ...act, keys: {} })
      }),
    )
  })
  it('is small where little is in it, and its absent parts are empty', () => {
    const bytes = encodeAct({ deletes: { visit: ['a'] } })

    expect(Buffer.from(bytes).toString('hex')).toBe('a16764656c65746573a165766973697481' + '6161')
    expect(decodeAct(bytes)).toEqual({ clears: [], puts: {}, deletes: { visit: ['a'] }, keys: {} })
  })
  it('refuses a row without its key', () => {
    const act: JournalActInput = { puts: { audit: [{ box: new Uint8Array(3) }] }, keys: { audit: 'seq' } }

    expect(() => encodeAct(act)).toThrow()
    expect(decodeAct(encode(act))).toBe(null)
  })
  it('is none in bytes that are something else', () => {
    expect(
      [Buffer.from('hello'), encode(7), encode({ puts: 1 }), encode({ more: {} })].map(decodeAct),
    ).toEqual(Array(4).fill(null))
  })
})

describe('the place of a row', () => {
  it('is its table and its key, whose type counts', () => {
    const keys = { foreign: ['entity', 'id'], sent: 'n' }

    expect(keyOf({ keys }, 'foreign', { entity: 'x', id: 'y' })).toEqual(['x', 'y'])
    expect(keyOf({ keys }, 'sent', { n: 7 })).toBe(7)
    expect(keyOf({ keys }, 'visit', { id: 'z' })).toBe('z')
    expect(placeOf('sent', 7)).not.toBe(placeOf('sent', '7'))
  })
})
