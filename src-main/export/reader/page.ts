import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/**
 * The reader page: one HTML file that opens from a folder in any browser. Its policy allows its own script and style, scripts
 * of the folder that hold the data, and nothing else: no network, no frames, no forms.
 * @param resources Where `resources/` lies. @throws the system's error when the page's parts are not there.
 */
export async function readerPage(resources: string): Promise<string> {
  const [script, style] = await Promise.all(
    ['reader.js', 'reader.css'].map((name) => readFile(path.join(resources, 'reader', name), 'utf8')),
  )
  if (script === undefined || style === undefined) throw new Error('the reader page has no parts')
  const policy = [
    "default-src 'none'",
    `script-src 'self' file: ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return `<!doctype html>
<html lang="fi">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>ALPO-desk</title>
<style>${style}</style>
</head>
<body>
<header>
<h1 id="heading">ALPO-desk</h1>
<p id="made"></p>
<p data-word="confidential"></p>
<div class="languages" id="languages"></div>
</header>
<div class="frame">
<nav aria-label="ALPO-desk"><ul id="tables"></ul></nav>
<main id="content" hidden>
<h2 id="title"></h2>
<div class="controls">
<label><span data-word="search"></span><input id="search" type="search" autocomplete="off"></label>
<button type="button" id="previous" data-word="previous"></button>
<button type="button" id="next" data-word="next"></button>
<span id="count" role="status"></span>
</div>
<div class="scroll"><table aria-labelledby="title"><thead id="head"></thead><tbody id="body"></tbody></table></div>
</main>
</div>
<dialog id="dialog" aria-labelledby="record-title">
<div class="bar"><h2 id="record-title"></h2><button type="button" id="close" data-word="close"></button></div>
<div id="record"></div>
</dialog>
<script>${script}</script>
</body>
</html>
`
}
