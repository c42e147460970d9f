/** More than any handler takes in. */
export const maxFileBytes = 128 * 1024 * 1024

const askForPath = {
  fi: 'Kansion koko polku, esim. /home/nimi/vienti',
  sv: 'Mappens fullständiga sökväg, t.ex. /home/namn/export',
  en: 'The full path of the folder, such as /home/name/export',
}

/**
 * The script that stands in for the preload in the preview host: the same names on the same handle, carried by loopback
 * requests. It also does what the system's dialogs do in Electron. Written out as text, because it runs in the page.
 */
export const pageBridge = (key: string, names: readonly string[]): string => `'use strict';
(() => {
  const post = async (url, body, type) => {
    const response = await fetch(url, { method: 'POST', body, headers: { 'content-type': type } });
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error);
    return answer;
  };
  const json = (url, value) => post(url, JSON.stringify(value), 'application/json');

  const pick = (ask) => new Promise((resolve) => {
    const field = document.createElement('input');
    field.type = 'file';
    field.multiple = true;
    field.webkitdirectory = ask.isFolder;
    field.accept = ask.extensions.map((one) => '.' + one).join(',');
    field.addEventListener('change', () => resolve([...field.files]));
    field.addEventListener('cancel', () => resolve([]));
    field.click();
  });
  const carryOut = async (ask) => {
    if (ask.kind === 'pick') {
      const fits = (file) => ask.parts
        ? ask.parts.some((part) => file.webkitRelativePath.includes(part))
        : !ask.isFolder || ask.extensions.includes(file.name.split('.').pop().toLowerCase());
      for (const file of (await pick(ask)).filter(fits)) {
        // what no handler takes is told by its size, and not carried over
        const bytes = file.size > ${maxFileBytes} ? new ArrayBuffer(0) : await file.arrayBuffer();
        const name = file.webkitRelativePath || file.name;
        const about = '?name=' + encodeURIComponent(name) + '&bytes=' + file.size + '&modified=' + file.lastModified;
        await post('/upload/' + ask.id + about, bytes, 'application/octet-stream');
      }
    } else if (ask.kind === 'target') {
      const typed = prompt(${JSON.stringify(askForPath)}[document.documentElement.lang] ?? '');
      if (typed) await post('/upload/' + ask.id + '?name=' + encodeURIComponent(typed.trim()), '', 'application/octet-stream');
    } else {
      const link = document.createElement('a');
      link.href = '/download/' + ask.id;
      link.download = ask.name;
      link.click();
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    return json('/answer/' + ask.id, {});
  };
  const mark = '{"result":';
  const call = async (name, text) => {
    const response = await fetch('/bridge/' + name, { method: 'POST', body: text, headers: { 'content-type': 'application/json' } });
    const said = await response.text();
    if (!response.ok) throw new Error(JSON.parse(said).error);
    if (said.startsWith(mark)) return said.slice(mark.length, -1);
    let answer = JSON.parse(said);
    while (answer.ask) answer = await carryOut(answer.ask);
    return JSON.stringify(answer.result ?? null);
  };
  const names = ${JSON.stringify(names)};
  const bridge = Object.fromEntries(names.map((name) => [name, (text) => call(name, text)]));
  Object.defineProperty(window, ${JSON.stringify(key)}, { value: Object.freeze(bridge) });
})();
`
