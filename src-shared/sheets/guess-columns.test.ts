import { expect, it } from 'vitest'
import { guessColumns } from './guess-columns.ts'

const names = { month: ['kuukausi'], name: ['nimi'], birthDate: ['syntymäaika'], amount: ['määrä', 'summa'] }
const targets = Object.keys(names) as (keyof typeof names)[]
const guess = (...headings: string[]) => guessColumns(headings, targets, (target) => names[target])

it.each([
  [['Kuukausi', 'Nimi', 'Syntymäaika', 'Määrä'], { month: 0, name: 1, birthDate: 2, amount: 3 }],
  [
    ['syntyma\u0308aika', 'MA\u0308A\u0308RA\u0308', ' nimi\u00a0', 'KUUKAUSI'],
    { month: 3, name: 2, birthDate: 0, amount: 1 },
  ],
  [
    ['Maksukuukausi', 'Sukunimi ja etunimi', 'Syntymaaika', 'Summa €'],
    { month: 0, name: 1, birthDate: 2, amount: 3 },
  ],
  [['Kunnan nimi', 'Nimi'], { name: 1 }],
  [['', 'x', 'Syn'], { birthDate: 2 }],
  [[], {}],
])('A14: columns are found by the headings %j', (headings, found) => {
  expect(guess(...headings)).toEqual(found)
})
it('gives one column to one target', () => {
  expect(guess('Nimi ja kuukausi')).toEqual({ month: 0 })
})
