/** What a browser shows before the window: pages without scripts, in the three languages of the window. */
const page = (head: string, body: string): string =>
  `<!doctype html><html><head><meta charset="utf-8">${head}<title>ALPO-desk</title></head><body>${body}</body></html>`

/**
 * Answers a start link that another page holds (a file, a mail). It goes on to the window by itself, as a step of our own page:
 * a redirect would count as a step of that other page, and then the browser keeps the cookie back.
 */
export const enteringPage = page('<meta http-equiv="refresh" content="0;url=/">', '')

/** The way in from our own browser: its file can be read by its owner only, unlike the arguments of a program. */
export const startFile = (url: string): string =>
  page(`<meta http-equiv="refresh" content="0;url=${url}">`, '')

export const notLetInPage = page(
  '',
  [
    '<p lang="fi">Tämä osoite on jo käytetty tai vanhentunut. Avaa osoite, jonka ALPO-desk on viimeksi tulostanut päätteeseen.</p>',
    '<p lang="sv">Adressen är redan använd eller för gammal. Öppna den adress som ALPO-desk senast skrev ut i terminalen.</p>',
    '<p lang="en">This address has been used or is too old. Open the address that ALPO-desk printed last in its terminal.</p>',
  ].join(''),
)
