;(() => {
  const pageSize = 50
  const state = { lang: 'fi', table: null, rows: [], texts: null, search: '', sort: null, page: 0 }
  const index = { words: {}, tables: [], codes: {}, headings: {} }
  const taken = new Map()
  const names = new Map()
  const byId = (id) => document.getElementById(id)
  const word = (key) => index.words[state.lang]?.[key] ?? key
  const make = (tag, text, more = {}) =>
    Object.assign(document.createElement(tag), { textContent: text }, more)

  globalThis.alpoIndex = (given) => Object.assign(index, given)
  globalThis.alpoTake = (name, rows) => taken.get(name)?.push(...rows)

  const load = (path) =>
    new Promise((resolve, reject) => {
      const script = Object.assign(document.createElement('script'), {
        src: path,
        onload: resolve,
        onerror: reject,
      })
      document.head.append(script)
    })
  async function rowsOf(table, onProgress) {
    const all = []
    const files = table.parts.flatMap((part) =>
      Array.from({ length: part.scripts }, (_, n) => ({
        name: part.name,
        path: `reader/${part.name}-${n + 1}.js`,
      })),
    )
    for (const [n, { name, path }] of files.entries()) {
      taken.set(name, all)
      await load(path)
      taken.delete(name)
      onProgress(n + 1, files.length)
    }
    return all
  }

  const codeText = (set, code) => index.codes[set]?.[code]?.[state.lang] ?? code
  function valueText(table, column, value) {
    if (value === null || value === undefined || value === '') return ''
    const set = table.codes[column]
    if (Array.isArray(value) && value.every((one) => typeof one !== 'object'))
      return value.map((one) => (set ? codeText(set, one) : (names.get(one) ?? String(one)))).join(', ')
    if (typeof value === 'object') return JSON.stringify(value, null, 1)
    if (typeof value === 'boolean') return word(value ? 'yes' : 'no')
    if (column === 'recordState') return word(`state.${value}`)
    if (set) return codeText(set, value)
    return names.get(value) ?? String(value)
  }
  const cellText = (row, n) => valueText(state.table, state.table.columns[n], row[n])
  const heading = (column) =>
    index.headings[`${state.table.name}.${column}`]?.[state.lang] ??
    index.words[state.lang]?.[`column.${column}`] ??
    column
  const title = (table) => table.title[state.lang] ?? table.name

  /** What is searched in: the words of each row, made once a table and language. */
  function textsOf() {
    const shown = state.table.columns.map((_, n) => n).filter((n) => state.table.columns[n] !== 'history')
    state.texts ??= state.rows.map((row) =>
      shown
        .map((n) => cellText(row, n))
        .join('\n')
        .toLowerCase(),
    )
    return state.texts
  }
  function shownRows() {
    const wanted = state.search.toLowerCase().split(/\s+/).filter(Boolean)
    let rows = state.rows
    if (wanted.length > 0) {
      const texts = textsOf()
      rows = rows.filter((_, n) => wanted.every((one) => texts[n].includes(one)))
    }
    if (state.sort === null) return rows
    const { column, down } = state.sort
    const collator = new Intl.Collator(state.lang, { numeric: true })
    const keyed = rows.map((row) => ({
      row,
      key: typeof row[column] === 'number' ? row[column] : cellText(row, column),
    }))
    const compare = (a, b) =>
      typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))
    keyed.sort((a, b) => (down ? compare(b.key, a.key) : compare(a.key, b.key)))
    return keyed.map(({ row }) => row)
  }

  function showTables() {
    byId('tables').replaceChildren(
      ...index.tables.map((table) => {
        const button = make('button', '', { type: 'button', onclick: () => openTable(table) })
        button.append(make('span', title(table)), make('span', String(table.rows)))
        if (table === state.table) button.setAttribute('aria-current', 'true')
        const item = make('li', '')
        item.append(button)
        return item
      }),
    )
  }
  function showHead() {
    const row = make('tr', '')
    state.table.columns.forEach((column, n) => {
      const cell = make('th', '', { scope: 'col' })
      const sort = state.sort?.column === n ? (state.sort.down ? 'descending' : 'ascending') : 'none'
      cell.setAttribute('aria-sort', sort)
      const sign = sort === 'none' ? '' : sort === 'ascending' ? ' ▲' : ' ▼'
      cell.append(make('button', heading(column) + sign, { type: 'button', onclick: () => sortBy(n) }))
      row.append(cell)
    })
    byId('head').replaceChildren(row)
  }
  function fileLink(path) {
    if (typeof path !== 'string' || !path.startsWith('attachments/')) return null
    const href = path.split('/').map(encodeURIComponent).join('/')
    return make('a', path.slice(path.indexOf('-') + 1), { href, target: '_blank', rel: 'noopener' })
  }
  /** The end of an id tells records apart; the whole stands in the record. */
  const shortId = (id) => (id.length > 12 ? `…${id.slice(-6)}` : id)
  function rowElement(row) {
    const line = make('tr', '', { onclick: () => showRow(row) })
    state.table.columns.forEach((column, n) => {
      const isLog = column === 'history'
      const text = isLog ? (row[n]?.length ? word('show') : '') : cellText(row, n)
      const cell = make('td', text.length > 200 ? `${text.slice(0, 200)}…` : text)
      if (typeof row[n] === 'number') cell.className = 'number'
      const link = column === 'file' ? fileLink(row[n]) : null
      if (link) cell.replaceChildren(link)
      if (n === 0) cell.replaceChildren(make('button', shortId(text), { type: 'button', title: text }))
      line.append(cell)
    })
    return line
  }
  function show() {
    const rows = shownRows()
    const pages = Math.max(1, Math.ceil(rows.length / pageSize))
    state.page = Math.min(state.page, pages - 1)
    showHead()
    byId('body').replaceChildren(
      ...rows.slice(state.page * pageSize, (state.page + 1) * pageSize).map(rowElement),
    )
    byId('count').textContent =
      `${rows.length} / ${state.rows.length} · ${word('page')} ${state.page + 1} / ${pages}`
    byId('previous').disabled = state.page === 0
    byId('next').disabled = state.page >= pages - 1
  }
  function showRow(row) {
    const list = make('dl', '')
    state.table.columns.forEach((column, n) => {
      const text = column === 'history' ? historyText(row[n] ?? []) : cellText(row, n)
      if (text === '') return
      const value = make('dd', text)
      const link = column === 'file' ? fileLink(row[n]) : null
      if (link) value.replaceChildren(link)
      list.append(make('dt', heading(column)), value)
    })
    byId('record-title').textContent = title(state.table)
    byId('record').replaceChildren(list)
    byId('dialog').showModal()
  }
  const historyText = (changes) =>
    changes
      .map(({ at, actor, kind, fields }) =>
        [
          at.replace('T', ' ').slice(0, 19),
          names.get(actor) ?? actor,
          word(`change.${kind}`),
          fields.map(heading).join(', '),
        ]
          .filter(Boolean)
          .join(' · '),
      )
      .join('\n')

  function sortBy(column) {
    const down = state.sort?.column === column && !state.sort.down
    state.sort = { column, down }
    state.page = 0
    show()
  }
  async function openTable(table) {
    Object.assign(state, { table, rows: [], texts: null, search: '', sort: null, page: 0 })
    byId('search').value = ''
    byId('title').textContent = title(table)
    byId('content').hidden = false
    showTables()
    const rows = await rowsOf(table, (done, of) => {
      if (state.table === table) byId('count').textContent = `${word('loading')} ${done} / ${of}`
    }).catch(() => null)
    if (state.table !== table) return
    if (rows === null) byId('count').textContent = word('failed')
    else {
      state.rows = rows
      show()
    }
  }
  function speak(lang) {
    state.lang = lang
    state.texts = null
    document.documentElement.lang = lang
    document.title = `${index.organisation} – ALPO-desk`
    for (const element of document.querySelectorAll('[data-word]'))
      element.textContent = word(element.dataset.word)
    byId('heading').textContent = index.organisation
    byId('made').textContent = `${word('made')} ${index.ended.replace('T', ' ').slice(0, 16)} UTC`
    for (const button of byId('languages').children)
      button.setAttribute('aria-pressed', String(button.dataset.lang === lang))
    showTables()
    if (state.table) {
      byId('title').textContent = title(state.table)
      show()
    }
  }
  async function start() {
    await load('reader/index.js')
    for (const [lang, name] of [
      ['fi', 'Suomi'],
      ['sv', 'Svenska'],
      ['en', 'English'],
    ]) {
      const button = make('button', name, { type: 'button', onclick: () => speak(lang) })
      button.dataset.lang = lang
      byId('languages').append(button)
    }
    byId('search').addEventListener('input', (event) => {
      Object.assign(state, { search: event.target.value, page: 0 })
      show()
    })
    byId('previous').addEventListener('click', () => {
      state.page--
      show()
    })
    byId('next').addEventListener('click', () => {
      state.page++
      show()
    })
    byId('close').addEventListener('click', () => byId('dialog').close())
    // ids of sites, users and devices are shown by their names
    for (const [name, field] of [
      ['site', 'name'],
      ['user', 'displayName'],
      ['device', 'name'],
    ]) {
      const table = index.tables.find((one) => one.name === name)
      if (table)
        for (const row of await rowsOf(table, () => undefined))
          names.set(row[0], row[table.columns.indexOf(field)])
    }
    speak(index.language)
    const first = index.tables.find(({ name }) => name === 'visit') ?? index.tables[0]
    if (first) await openTable(first)
  }
  start().catch(() => {
    byId('heading').textContent = 'reader/index.js?'
  })
})()
