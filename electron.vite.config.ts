import optimizeLocales from '@react-aria/optimize-locales-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
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

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rolldownOptions: {
        input: {
          main: 'src-main/shells/electron/main.ts',
          'pdf-worker': 'src-main/pdf/worker.ts',
          'sheet-worker': 'src-main/sheets/worker.ts',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: 'src-preload/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    // a clock is no older than the program that it runs (data/database/known-day.ts)
    define: { __BUILD_DAY__: JSON.stringify(new Date().toISOString().slice(0, 10)) },
    plugins: [
      react(),
      suomifiTokens(),
      // React Aria carries its own words in thirty languages; the window speaks three
      { ...optimizeLocales.vite({ locales: ['fi-FI', 'sv-SE', 'en-US'] }), enforce: 'pre' },
    ],
    build: {
      outDir: 'out/renderer',
      minify: true,
      chunkSizeWarningLimit: 1000, // kB; it is read from the disk, not over a network
      rolldownOptions: { input: 'src-renderer/index.html' },
    },
  },
})
