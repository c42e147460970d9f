import { expect, it } from 'vitest'
import { nameOf } from './window-name.ts'

const brands = (...names: string[]) => ({ userAgentData: { brands: names.map((brand) => ({ brand })) } })

it('calls a window as the person does who opens it', () => {
  expect(nameOf('electron', brands('Not:A-Brand', 'Chromium'), '')).toBe('ALPO-desk')
  expect(nameOf('preview', brands('Not:A-Brand', 'Chromium'), '')).toBe('Chromium')
  expect(nameOf('preview', brands('Chromium', 'Not)A;Brand', 'Google Chrome'), '')).toBe('Google Chrome')
  expect(
    nameOf('preview', {}, 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'),
  ).toBe('Firefox')
  expect(nameOf('preview', {}, 'Lynx/2.9')).toBe('browser')
})
