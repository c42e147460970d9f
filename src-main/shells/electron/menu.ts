import type { MenuItemConstructorOptions } from 'electron'
import { createCatalogue } from '../../../src-shared/text/catalogue.ts'

type Words = { readonly [W in 'edit' | 'view' | Role]: string }
type Role = (typeof editing)[number] | (typeof looking)[number] | 'quit'
const editing = ['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll'] as const
const looking = ['resetZoom', 'zoomIn', 'zoomOut', 'togglefullscreen'] as const

const words = createCatalogue<'fi' | 'sv' | 'en', Words>('fi', {
  fi: {
    edit: 'Muokkaa',
    undo: 'Kumoa',
    redo: 'Tee uudelleen',
    cut: 'Leikkaa',
    copy: 'Kopioi',
    paste: 'Liitä',
    selectAll: 'Valitse kaikki',
    view: 'Näytä',
    resetZoom: 'Tavallinen koko',
    zoomIn: 'Suurenna',
    zoomOut: 'Pienennä',
    togglefullscreen: 'Koko näyttö',
    quit: 'Lopeta',
  },
  sv: {
    edit: 'Redigera',
    undo: 'Ångra',
    redo: 'Gör om',
    cut: 'Klipp ut',
    copy: 'Kopiera',
    paste: 'Klistra in',
    selectAll: 'Markera allt',
    view: 'Visa',
    resetZoom: 'Vanlig storlek',
    zoomIn: 'Förstora',
    zoomOut: 'Förminska',
    togglefullscreen: 'Helskärm',
    quit: 'Avsluta',
  },
  en: {
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
    view: 'View',
    resetZoom: 'Actual size',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    togglefullscreen: 'Full screen',
    quit: 'Quit',
  },
})

/**
 * The application's own menu: editing, size, quitting. Electron's has developer tools and reloading in it, with which
 * anybody at an open window could call the bridge.
 * @param locale that of the system, as `fi-FI`.
 */
export function menuTemplate(locale: string): readonly MenuItemConstructorOptions[] {
  const t = words.in(words.pick(locale))
  const items = (roles: readonly Role[]): MenuItemConstructorOptions[] =>
    roles.map((role) => ({ role, label: t[role] }))
  return [
    // the first menu bears the application's name on macOS
    { label: 'ALPO-desk', submenu: items(['quit']) },
    { label: t.edit, submenu: items(editing) },
    { label: t.view, submenu: items(looking) },
  ]
}
