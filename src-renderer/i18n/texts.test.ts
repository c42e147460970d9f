import { expect, expectTypeOf, it } from 'vitest'
import { en } from './en/en.ts'
import { fi } from './fi/fi.ts'
import type { AskedKey, KeyWith, ValuesOf } from './fi/texts.ts'
import { sv } from './sv/sv.ts'

const flat = (catalogue: object): Readonly<Record<string, string>> =>
  Object.assign({}, ...Object.values(catalogue))
const namesIn = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? ''))].toSorted()
const namesByKey = (catalogue: object): Readonly<Record<string, string[]>> =>
  Object.fromEntries(Object.entries(flat(catalogue)).map(([key, text]) => [key, namesIn(text)]))
/** A form for one may leave its number out. */
const pluralForm = /_(one|other)$/

it.each([
  ['sv', sv],
  ['en', en],
])('fills the same placeholders in Finnish and in %s', (_, other) => {
  expect(namesByKey(other)).toEqual(namesByKey(fi))
})

it.each([
  ['fi', fi],
  ['sv', sv],
  ['en', en],
])('has a form for one and a form for others, with the same placeholders, in %s', (_, catalogue) => {
  const names = namesByKey(catalogue)
  const forms = Object.keys(names).filter((key) => pluralForm.test(key))

  for (const key of forms) {
    const besidesCount = (form: string): string[] | undefined =>
      names[key.replace(pluralForm, form)]?.filter((name) => name !== 'count')
    expect(besidesCount('_one'), key).toEqual(besidesCount('_other'))
  }
})

it.each([
  ['fi', fi],
  ['sv', sv],
  ['en', en],
])('writes nothing but placeholders in braces in %s', (_, catalogue) => {
  for (const [key, text] of Object.entries(flat(catalogue)))
    expect(text.replaceAll(/\{\{\w+\}\}/g, ''), key).not.toMatch(/[{}]|\$t\(/)
})

it('asks for exactly the placeholders of a text', () => {
  expectTypeOf<ValuesOf<'claims.attached'>>().toEqualTypeOf<readonly [{ readonly name: string | number }]>()
  expectTypeOf<ValuesOf<'conflicts.writer'>>().toEqualTypeOf<
    readonly [{ readonly [name in 'user' | 'when' | 'device']: string | number }]
  >()
  expectTypeOf<ValuesOf<'conflicts.title'>>().toEqualTypeOf<readonly []>()
})

it('asks for a number where there are forms for one and for others', () => {
  expectTypeOf<ValuesOf<'import.done'>>().toEqualTypeOf<readonly [{ readonly count: number }]>()
})

it('asks for all placeholders of the texts that a key may stand for', () => {
  expectTypeOf<ValuesOf<'conflicts.keep' | 'conflicts.choose'>>().toEqualTypeOf<
    readonly [{ readonly value: string | number; readonly what: string | number }]
  >()
})

it('tells keys of texts that need no more than what is given', () => {
  expectTypeOf<'conflicts.title'>().toExtend<KeyWith<never>>()
  expectTypeOf<'conflicts.keep'>().not.toExtend<KeyWith<never>>()
  expectTypeOf<'conflicts.keep'>().toExtend<KeyWith<'value'>>()
  expectTypeOf<'import.done'>().not.toExtend<KeyWith<never>>()
  expectTypeOf<KeyWith<string>>().toEqualTypeOf<AskedKey>()
})
