import { describe, expect, it } from 'vitest'
import { bornFirstOfJanuary, random } from '../../../test/builders/likely-doubles.ts'
import { likeness, nameLikeness, soundsOf } from './name-sounds.ts'
import { birthLikeness, findDoubles, isLikelySame, likelyDoubles } from './person-match.ts'

const named = (name: string, birthDate = '1990-05-01', identityCode: string | null = null) => ({
  name,
  birthDate,
  identityCode,
})

describe('two names', () => {
  it.each([
    ['Muhammad Yousef', 'Mohammed Yusuf'],
    ['Александр Иванов', 'Ivanov Aleksandr'],
    ['Olena Shevchenko', 'Олена Шевченко'],
    ['محمد یوسف', 'Mohammad Yusuf'],
    ['Fatima al-Hassan', 'HASSAN Fatma'],
    ['Nguyễn Văn An', 'Nguyen Van An'],
    ['Kseniya Tsoi', 'Ksenia Tsoj'],
    ['Åsa Öhman', 'Asa Ohman'],
  ])('%s and %s sound alike', (a, b) => {
    expect(isLikelySame(named(a), named(b))).toBe(true)
  })
  it.each([
    ['Elif Yıldız', 'YILDIZ ELIF'],
    ['Đorđe Šarić', 'SARIC DORDE'],
    ['Łukasz Nowak', 'LUKASZ NOWAK'],
    ['Søren Ødegård', 'ODEGARD SOREN'],
    ['Seán O’Brien', 'OBrien Sean'],
    ['Þórður Ægisson', 'THORDUR AEGISSON'],
    ['Γιώργος Παπαδόπουλος', 'Papadopoulos Giorgos'],
    ['Anna-Maria Weiß', 'WEISS ANNA MARIA'],
  ])('A17: %s and %s sound alike', (a, b) => {
    expect(isLikelySame(named(a), named(b))).toBe(true)
  })
  it.each([
    ['Ali Hassan', 'Omar Hassan'],
    ['Amina Yusuf', 'Amal Yusuf'],
    ['Ivan Petrov', 'Anna Petrova'],
    ['Layla Karimi', 'Leo Karimi'],
  ])('of twins, %s and %s, do not', (a, b) => {
    expect(isLikelySame(named(a), named(b))).toBe(false)
  })
  it('are likened as Jaro and Winkler did (their own examples)', () => {
    expect(likeness('martha', 'marhta')).toBeCloseTo(0.961, 3)
    expect(likeness('dixon', 'dicksonx')).toBeCloseTo(0.813, 3)
    expect(likeness('a', 'b')).toBe(0)
    expect(nameLikeness([], soundsOf('x'))).toBe(0)
  })
})

describe('two records', () => {
  it('with one identity code are one person, with two codes two, whatever else they say', () => {
    expect(isLikelySame(named('A B', '1990-05-01', 'X'), named('C D', '1980-01-01', 'X'))).toBe(true)
    expect(isLikelySame(named('A B', '1990-05-01', 'X'), named('A B', '1990-05-01', 'Y'))).toBe(false)
  })
  it('may have a day changed round with its month, or one digit another one', () => {
    expect(birthLikeness('1990-05-01', '1990-01-05')).toBe('near')
    expect(birthLikeness('1990-05-01', '1990-05-07')).toBe('near')
    expect(birthLikeness('1990-05-01', '1991-05-07')).toBe('other')
  })
})

const firstNames = [
  ['Muhammad', 'Mohammed', 'Mohamed'],
  ['Yousef', 'Yusuf', 'Youssef'],
  ['Fatima', 'Fatma', 'Fatimah'],
  ['Khadija', 'Khadidja', 'Hadija'],
  ['Aleksandr', 'Alexander', 'Александр'],
  ['Olena', 'Elena', 'Олена'],
  ['Dmytro', 'Dmitro', 'Дмитро'],
  ['Nguyen', 'Nguyễn', 'Nguyen'],
  ['Hussein', 'Husein', 'Hussain'],
  ['Zahra', 'Zahraa', 'Sahra'],
  ['Abdirahman', 'Abdurahman', 'Abdirahmaan'],
  ['Maryam', 'Mariam', 'Meryem'],
  ['Svitlana', 'Svetlana', 'Світлана'],
  ['Reza', 'Resa', 'Rezza'],
  ['Layla', 'Leila', 'Laila'],
] as const
const lastNames = [
  ['Shevchenko', 'Schevchenko', 'Шевченко'],
  ['Hassan', 'Hasan', 'Hassaan'],
  ['Karimi', 'Kareemi', 'Karimy'],
  ['Ivanov', 'Ivanow', 'Иванов'],
  ['Al-Sayed', 'Alsayed', 'Sayed'],
  ['Warsame', 'Varsame', 'Warsaame'],
  ['Kovalenko', 'Kowalenko', 'Коваленко'],
  ['Tran', 'Trần', 'Tran'],
  ['Rahimi', 'Raheemi', 'Rahimy'],
  ['Abdullahi', 'Abdulahi', 'Abdullaahi'],
  ['Petrenko', 'Петренко', 'Petrenco'],
  ['Osman', 'Usman', 'Osmaan'],
] as const

/** A set of people, every fifth of them there twice, written by ear; every tenth has a twin. */
function seededSet(seed: number, count: number) {
  const next = random(seed)
  const pick = <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] ?? (all[0] as T)
  const two = (n: number): string => String(n).padStart(2, '0')
  const records: { id: string; name: string; birthDate: string; identityCode: string | null }[] = []
  const truth = new Set<string>()
  for (let index = 0; index < count; index++) {
    const [first, last] = [pick(firstNames), pick(lastNames)]
    const birthDate = `${1950 + Math.floor(next() * 70)}-${two(1 + Math.floor(next() * 12))}-${two(1 + Math.floor(next() * 28))}`
    const id = `${two(index)}-a`
    records.push({ id, name: `${first[0]} ${last[0]}`, birthDate, identityCode: null })
    if (index % 5 === 0) {
      const [written, family] = [pick(first), pick(last)]
      const name = next() < 0.5 ? `${family} ${written}` : `${written} ${family}`
      const isSwapped = next() < 0.1
      const day = isSwapped
        ? `${birthDate.slice(0, 4)}-${birthDate.slice(8)}-${birthDate.slice(5, 7)}`
        : birthDate
      records.push({
        id: `${two(index)}-b`,
        name,
        birthDate: Number(birthDate.slice(8)) <= 12 ? day : birthDate,
        identityCode: null,
      })
      truth.add(`${two(index)}-a ${two(index)}-b`)
    }
    if (index % 10 === 1) {
      const twin = pick(firstNames.filter((names) => names !== first))
      records.push({ id: `${two(index)}-t`, name: `${twin[0]} ${last[0]}`, birthDate, identityCode: null })
    }
  }
  return { records, truth }
}

it('finds at least 98 of 100 doubles in a seeded set, and is right nine times in ten', () => {
  const { records, truth } = seededSet(2026, 3000)
  const found = likelyDoubles(records).map(([a, b]) => `${a.id} ${b.id}`)
  const right = found.filter((key) => truth.has(key)).length
  process.stdout.write(
    `doubles: recall ${((100 * right) / truth.size).toFixed(1)} %, precision ${((100 * right) / found.length).toFixed(1)} % of ${truth.size} among ${records.length}\n`,
  )

  expect(right / truth.size).toBeGreaterThanOrEqual(0.98)
  expect(right / found.length).toBeGreaterThanOrEqual(0.9)
})

const atOneDay = (count: number, oneOf: number) =>
  bornFirstOfJanuary(count, oneOf).map((record) => ({ ...record, birthDate: '1990-01-01' }))

describe('A18: likely doubles', () => {
  it.each([
    ['of few names', (count: number) => bornFirstOfJanuary(count, 30)],
    ['of many names', (count: number) => bornFirstOfJanuary(count, 1000)],
    ['of as many names as people', (count: number) => bornFirstOfJanuary(count, count)],
    ['all born on one day', (count: number) => atOneDay(count, 300)],
    ['all of one name and one day', (count: number) => atOneDay(count, 1)],
  ])('are found in n log n comparisons, %s', (_, people) => {
    const counts = [1000, 8000].map(
      (count) => findDoubles(people(count)).compared / (count * Math.log2(count)),
    )

    expect(Math.max(...counts)).toBeLessThan(12)
  })
  it.each([
    ['a seeded set', seededSet(7, 700).records],
    ['few names', bornFirstOfJanuary(600, 12)],
    ['many names', bornFirstOfJanuary(800, 200)],
  ])('are those that comparing all with all finds, in %s', (_, records) => {
    const all = records.flatMap((one, index) =>
      records
        .slice(index + 1)
        .filter((other) => isLikelySame(one, other))
        .map((other) => [one.id, other.id].toSorted().join(' ')),
    )
    const { pairs, isComplete } = findDoubles(records)

    expect(pairs.map(([a, b]) => `${a.id} ${b.id}`).toSorted()).toEqual(all.toSorted())
    expect(isComplete).toBe(true)
  })
  it('with one identity code are found whatever their names, and none with two', () => {
    const coded = (id: string, name: string, identityCode: string | null) => ({
      id,
      ...named(name),
      identityCode,
    })
    const records = [
      coded('a', 'Ali Hassan', 'X'),
      coded('b', 'Omar Karimi', 'X'),
      coded('c', 'Ali Hassan', 'Y'),
      coded('d', 'Ali Hassan', null),
    ]

    expect(
      likelyDoubles(records)
        .map(([a, b]) => a.id + b.id)
        .toSorted(),
    ).toEqual(['ab', 'ad', 'cd'])
  })
  it('are told not to be all where one name and day have more than anybody looks at', () => {
    expect(findDoubles(atOneDay(500, 1)).isComplete).toBe(false)
  })
})
