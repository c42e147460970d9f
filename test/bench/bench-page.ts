import { mkdtempSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { build } from 'vite'
import { ensureChromium } from '../../scripts/chromium.ts'
import { inRoot } from '../../scripts/root.ts'

export type BenchPage = { readonly page: Page; close(): Promise<void> }

/**
 * Bundles the window's benches with their peers and opens them in a real Chromium with a real disk.
 * @param serve answers what the page asks of its own server; false for what is not its matter.
 */
export async function openBenchPage(
  serve: (request: IncomingMessage, response: ServerResponse) => boolean = () => false,
): Promise<BenchPage> {
  const outDir = inRoot('out', 'bench')
  await build({
    root: inRoot('test', 'bench', 'window'),
    logLevel: 'error',
    configFile: false,
    resolve: { alias: { events: inRoot('test', 'bench', 'node_modules', 'events', 'events.js') } }, // PouchDB expects Node's
    define: { global: 'globalThis', 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir,
      emptyOutDir: true,
      lib: { entry: 'index.ts', formats: ['es'], fileName: () => 'bench.js' },
    },
  })
  const server = createServer((request, response) => {
    if (serve(request, response)) return
    const isScript = request.url === '/bench.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    response.end(
      isScript
        ? readFileSync(path.join(outDir, 'bench.js'))
        : '<!doctype html><script type="module" src="/bench.js"></script>',
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const executablePath = await ensureChromium()
  if (!executablePath) throw new Error('the benches need a Chromium')
  const profile = mkdtempSync(path.join(os.tmpdir(), 'alpo-bench-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--enable-precise-memory-info',
      '--js-flags=--expose-gc',
    ],
  })
  const page = await context.newPage()
  page.on('pageerror', (error) => process.stderr.write(`${error.message}\n`))
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  await page.waitForFunction(() => 'runBench' in globalThis)
  return {
    page,
    async close() {
      await context.close()
      server.close()
      server.closeAllConnections()
    },
  }
}
