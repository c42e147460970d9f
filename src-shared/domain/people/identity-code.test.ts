import { expect, it } from 'vitest'
import { readIdentityCode } from './identity-code.ts'

// numbers 900-999 are not given to people; the last is the sample person of the authority's own leaflet
it.each([
  ['010190-900P', '1990-01-01'],
  ['010190Y901R', '1990-01-01'],
  ['150585X9509', '1985-05-15'],
  ['050570U911P', '1970-05-05'],
  ['290204A902E', '2004-02-29'],
  ['010124B903S', '2024-01-01'],
  ['241215F9987', '2015-12-24'],
  ['111199+9472', '1899-11-11'],
  ['131052-308t', '1952-10-13'],
])('reads the birth date of %s', (code, birthDate) => {
  expect(readIdentityCode(code)).toEqual({ birthDate })
})
it.each(['010190-900K', '010190Y901K', '310290-9001', '000190-900P', '010190900P', '', '__proto__'])(
  'does not take %s',
  (code) => {
    expect(readIdentityCode(code)).toBeNull()
  },
)
