import { defineConfig } from 'electron-vite'
import { windowConstants, windowPlugins } from './scripts/window-plugins.ts'

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rolldownOptions: {
        input: {
          main: 'src-main/shells/electron/main.ts',
          'pdf-worker': 'src-main/pdf/worker.ts',
          'sheet-worker': 'src-main/sheets/worker.ts',
          'journal-worker': 'src-main/journal/worker.ts',
          'backup-worker': 'src-main/backup/worker.ts',
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
    define: windowConstants(),
    plugins: windowPlugins(),
    build: {
      outDir: 'out/renderer',
      minify: true,
      chunkSizeWarningLimit: 1000, // kB; it is read from the disk, not over a network
      rolldownOptions: { input: 'src-renderer/index.html' },
    },
  },
})
