import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { aCase, aPerson } from '../builders/case.ts'

const alpo = (input: string, ...args: string[]) =>
  spawnSync(process.execPath, ['src-cli/alpo.ts', ...(args.length ? args : ['compute'])], {
    input,
    encoding: 'utf8',
  })

describe('alpo compute', () => {
  it('prints the sums of the contract', () => {
    const { status, stdout, stderr } = alpo(
      JSON.stringify(aCase([aPerson()], { period: { from: '2025-01-01', to: '2025-12-31' } })),
    )

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(JSON.parse(stdout)).toMatchObject({
      policy: 'monthly_first_day_v1',
      persons: [
        {
          ref: 'A1',
          start: '2025-03-17',
          baseCents: 153_900,
          supplementCents: 580_575,
          totalCents: 734_475,
          byYear: { 2025: 734_475 },
        },
      ],
      totalCents: 734_475,
      warnings: [],
    })
    expect(JSON.parse(stdout).persons[0].instalments[0]).toEqual({
      date: '2025-04-01',
      band: 'adult',
      baseCents: '17100',
      supplement: true,
    })
  })
  it.each([
    ['not JSON', '{', /^alpo compute: stdin: not JSON\n$/],
    [
      'a date that does not exist',
      JSON.stringify(aCase([aPerson({ birthDate: '1990-02-30' })])),
      /persons\[0\]\.birthDate/,
    ],
    ['an unknown field', JSON.stringify({ ...aCase([]), extra: 1 }), /extra/],
    ['a missing field', JSON.stringify({ ...aCase([]), kind: undefined }), /kind/],
    [
      'an impossible history',
      JSON.stringify(aCase([aPerson({ death: '1980-01-01' })])),
      /persons\[0\]\.death/,
    ],
  ])('answers %s with exit 2 and one line that names the field', (_, input, line) => {
    const { status, stdout, stderr } = alpo(input)

    expect(status).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(line)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  })
  it('says how it is used when the command is unknown', () => {
    expect(alpo('', 'constructor')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^usage: alpo/),
    })
  })
})
