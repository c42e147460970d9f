import { expect, it } from 'vitest'
import { menuTemplate } from './menu.ts'

it.each(['fi-FI', 'sv-FI', 'en-US', 'de', ''])(
  'D13: the menu has no developer tools and no reloading in it (%s)',
  (locale) => {
    const text = JSON.stringify(menuTemplate(locale))

    expect(text).toContain('"role":"copy"')
    expect(text).toContain('"role":"quit"')
    expect(text.toLowerCase()).not.toMatch(/devtools|reload|"role":"\w*menu"/)
  },
)
