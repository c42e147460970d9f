import optimizeLocales from '@react-aria/optimize-locales-plugin'
import react from '@vitejs/plugin-react'
import * as tokens from 'suomifi-design-tokens'
import type { Plugin } from 'vite'

/** The Suomi.fi colours as CSS custom properties: `--fi-brand-base` and so on. They ship as JavaScript and SCSS only. */
function suomifiTokens(): Plugin {
  const id = 'virtual:suomifi-tokens.css'
  return {
    name: 'suomifi-tokens',
    resolveId: (source) => (source === id ? `\0${id}` : null),
    load(loaded) {
      if (loaded !== `\0${id}`) return null
      const colors = Object.entries(tokens.suomifiDesignTokens.colors)
      const kebab = (name: string): string =>
        name.replaceAll(/[A-Z0-9]+/g, (part) => `-${part.toLowerCase()}`)
      return `:root{${colors.map(([name, value]) => `--fi-${kebab(name)}:${value}`).join(';')}}`
    },
  }
}

/** What makes the window out of its sources, for the build and for the tests of its components. */
export const windowPlugins = () => [
  react(),
  suomifiTokens(),
  // React Aria carries its own words in thirty languages; the window speaks three
  { ...optimizeLocales.vite({ locales: ['fi-FI', 'sv-SE', 'en-US'] }), enforce: 'pre' as const },
]

/** A clock is no older than the program that it runs (data/database/known-day.ts). */
export const windowConstants = () => ({
  __BUILD_DAY__: JSON.stringify(new Date().toISOString().slice(0, 10)),
})
