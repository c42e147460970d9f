import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { aCase, aCostCase, aCostLine, aPerson } from '../builders/case.ts'

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
  ])('answers %s with exit 2 and one line that names the field', (_, input, line) => {
    const { status, stdout, stderr } = alpo(input)

    expect(status).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(line)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
  })
  it('computes the others when one person cannot be, names that one, and exits 3', () => {
    const good = { ...aPerson(), ref: 'GOOD' }
    const { status, stdout, stderr } = alpo(JSON.stringify(aCase([aPerson({ death: '1980-01-01' }), good])))
    const alone = alpo(JSON.stringify(aCase([good])))
    const [said, expected] = [JSON.parse(stdout), JSON.parse(alone.stdout)]

    expect({ status, stderr }).toEqual({ status: 3, stderr: '' })
    expect(said.refused).toEqual([{ ref: 'A1', field: 'death', why: 'is before the birth date' }])
    expect(said.persons).toEqual(expected.persons)
    expect(said.totalCents).toBe(1_184_500)
    expect([alone.status, expected.refused]).toEqual([0, []])
  })
  it('the same for costs: lines of a person who cannot be are not in the sum', () => {
    const lines = [aCostLine({ ref: 'L1' }), aCostLine({ ref: 'L2', person: 'B1' })]
    const persons = [aPerson({ permitGround: '999' }), aPerson({ ref: 'B1' })]
    const { status, stdout } = alpo(JSON.stringify(aCostCase(lines, { persons })))
    const said = JSON.parse(stdout)

    expect(status).toBe(3)
    expect(said.refused).toMatchObject([{ ref: 'A1', field: 'permitGround' }])
    expect(said.lines.map(({ ref }: { ref: string }) => ref)).toEqual(['L2'])
    expect(said.totalCents).toBe(100_000)
  })
  it('tells every warning with ref, code and text', () => {
    const { stdout } = alpo(
      JSON.stringify(aCase([aPerson({ permitGround: '90' }), aPerson({ ref: 'B1', permitGround: 'other' })])),
    )

    expect(JSON.parse(stdout).warnings).toEqual([
      { ref: 'A1', code: 'quota', text: expect.stringContaining('quota refugee') },
      { ref: 'B1', code: 'V06', text: expect.stringContaining('none of the groups') },
    ])
  })
})

describe('alpo', () => {
  it.each([[['help']], [['--help']], [['-h']], [[]]])('%j lists every command with an example', (args) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['src-cli/alpo.ts', ...args], {
      encoding: 'utf8',
    })

    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    for (const name of ['compute', 'verify', 'scan-text', 'hub', 'help']) {
      expect(stdout).toMatch(new RegExp(`^ +alpo ${name}\\b`, 'm'))
      expect(stdout).toMatch(new RegExp(`npm run -s alpo -- ${name}\\b`))
    }
  })
  it('has an example that runs', () => {
    const example = readFileSync('docs/examples/case.json', 'utf8')

    expect(alpo(example)).toMatchObject({ status: 0, stderr: '' })
  })
  it('says how it is used when the command is unknown, and which was meant', () => {
    expect(alpo('', 'constructor')).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^usage: alpo[\s\S]+'alpo help'/),
    })
    expect(alpo('', 'verfy', 'x').stderr).toContain("Did you mean 'verify'?")
  })
  it('tells of one command how it is called', () => {
    expect(alpo('', 'compute', '--help')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('compute < case.json'),
    })
    expect(alpo('', 'verify')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^usage: alpo verify/),
    })
    expect(alpo('', 'compute', 'extra')).toMatchObject({ status: 2, stdout: '' })
  })
})
