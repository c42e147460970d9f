import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptySetup, type SetupChoice, setupProblems } from './model.ts'

const created: SetupChoice = {
  ...emptySetup,
  organisation: 'Tampereen kaupunki',
  site: 'Pääkirjasto',
  userName: 'Åsa M.',
  passphrase: 'kolme pientä porsasta',
  repeat: 'kolme pientä porsasta',
}
const joined: SetupChoice = {
  ...created,
  mode: 'join',
  organisation: '',
  site: '',
  hubAddress: 'https://keskus.example',
  hubCode: 'ABCD-EFGH',
  deviceName: 'Kannettava',
}

describe('setupProblems', () => {
  it('finds nothing wrong with a whole choice, and asks for no field of the other way', () => {
    expect([setupProblems(created).size, setupProblems(joined).size]).toEqual([0, 0])
  })

  it.each([
    [created, ['organisation', 'site', 'userName', 'passphrase']],
    [joined, ['hubAddress', 'hubCode', 'deviceName', 'userName', 'passphrase']],
  ] as const)('asks for each field of $0.mode that holds nothing but spaces', (choice, fields) => {
    for (const field of fields) expect(setupProblems({ ...choice, [field]: '  ' }).get(field)).toBeDefined()
    expect([...setupProblems({ ...emptySetup, mode: choice.mode }).keys()]).toEqual(fields)
  })

  it('refuses a passphrase of less than eight characters', () => {
    const tell = (passphrase: string) =>
      setupProblems({ ...created, passphrase, repeat: passphrase }).get('passphrase')

    expect([tell('seitsem'), tell('kahdeksa')]).toEqual(['tooShort', undefined])
  })

  it('takes a passphrase only when it is repeated to the letter', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (passphrase, repeat) => {
        const found = setupProblems({ ...created, passphrase, repeat })
        expect(found.has('repeat')).toBe(passphrase !== repeat)
      }),
    )
  })
})
