import { describe, expect, it } from 'vitest'
import { listedOptions, readPickerText } from './picker-text.ts'

const options = [
  { value: 'fi', label: 'suomi' },
  { value: 'so', label: 'somali' },
  { value: 'sv', label: 'ruotsi' },
  { value: 'szz', label: 'suomenruotsalainen viittomakieli' },
]

describe('readPickerText', () => {
  it('B1: takes a whole label or code for the choice, also beside longer ones that begin with it', () => {
    expect(readPickerText(' Suomi ', options)).toEqual({ kind: 'one', value: 'fi' })
    expect(readPickerText('SO', options)).toEqual({ kind: 'one', value: 'so' })
  })

  it('B1: takes part of a label only where nothing else answers to it', () => {
    expect(readPickerText('ruo', options)).toEqual({ kind: 'one', value: 'sv' })
    expect(readPickerText('s', options)).toEqual({ kind: 'many' })
  })

  it('B1: makes no choice of what nothing answers to', () => {
    expect(readPickerText('kinyazz', options)).toEqual({ kind: 'none' })
    expect(readPickerText('  ', options)).toEqual({ kind: 'empty' })
  })
})

it('B1: the option that is named in full comes before those that only hold the text, so that Enter takes it', () => {
  const topics = [
    { value: 'T24', label: 'paluu tai muutto pois Suomesta' },
    { value: 'T99', label: 'muu' },
  ]

  expect(listedOptions(topics, 'muu').map(({ value }) => value)).toEqual(['T99', 'T24'])
  expect(listedOptions(topics, '').map(({ value }) => value)).toEqual(['T24', 'T99'])
})
