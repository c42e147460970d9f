import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Lang } from '../../src-shared/codes/code-row.ts'
import type { AskedKey, Catalogue, KeyWith, ValuesOf } from './fi/texts.ts'

export const languages: readonly { readonly code: Lang; readonly name: string }[] = [
  { code: 'fi', name: 'Suomi' },
  { code: 'sv', name: 'Svenska' },
  { code: 'en', name: 'English' },
]
/** Only the language of the screen is loaded; the others when they are asked for. */
const catalogues: Readonly<Record<Lang, () => Promise<Catalogue>>> = {
  fi: async () => (await import('./fi/fi.ts')).fi,
  sv: async () => (await import('./sv/sv.ts')).sv,
  en: async () => (await import('./en/en.ts')).en,
}
const textsOf = async (lang: Lang): Promise<Readonly<Record<string, string>>> =>
  Object.assign({}, ...Object.values(await catalogues[lang]()))
const storageKey = 'alpo-language'

const isLang = (text: string | null): text is Lang => languages.some(({ code }) => code === text)

/** The language chosen on this device, or the system's where it is one of ours, or Finnish. */
function firstLanguage(locale: string): Lang {
  const chosen = localStorage.getItem(storageKey)
  if (isLang(chosen)) return chosen
  const system = locale.slice(0, 2)
  return isLang(system) ? system : 'fi'
}

export async function startI18n(locale: string): Promise<void> {
  const lng = firstLanguage(locale)
  await i18next.use(initReactI18next).init({
    lng,
    resources: { [lng]: { translation: await textsOf(lng) } },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false }, // React escapes
  })
  document.documentElement.lang = i18next.language
}

export async function setLanguage(lang: Lang): Promise<void> {
  localStorage.setItem(storageKey, lang)
  await loadLanguage(lang)
  await i18next.changeLanguage(lang)
  document.documentElement.lang = lang
}

/** Makes the texts of a language ready for `textIn`. */
export async function loadLanguage(lang: Lang): Promise<void> {
  if (!i18next.hasResourceBundle(lang, 'translation'))
    i18next.addResourceBundle(lang, 'translation', await textsOf(lang))
}

/** Whether there is a text for a key that was put together from data, and these are all the placeholders it has. */
export function isTextKey<Names extends string = never>(
  key: string,
  ...names: readonly Names[]
): key is KeyWith<Names> {
  const text: unknown = i18next.getResource(i18next.language, 'translation', key)
  return typeof text === 'string' && namesIn(text).every((name) => names.some((one) => one === name))
}
const namesIn = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '')

export type T = <K extends AskedKey>(key: K, ...values: ValuesOf<K>) => string

/** Typed texts in the language of the moment: a key that is missing, or a placeholder that is not filled, does not compile. */
export function useT(): T {
  const { t } = useTranslation()
  return t as unknown as T // i18next's own key types would need a global declaration
}

export function useLang(): Lang {
  const { i18n } = useTranslation()
  return isLang(i18n.language) ? i18n.language : 'fi'
}

/** That of the screen, outside of components. */
export const currentLang = (): Lang => (isLang(i18next.language) ? i18next.language : 'fi')

const times = new Map<string, Intl.DateTimeFormat>()

function format(iso: string, lang: Lang, year: Intl.DateTimeFormatOptions): string {
  const key = `${lang} ${year.year ?? ''}`
  const known =
    times.get(key) ??
    new Intl.DateTimeFormat(lang === 'sv' ? 'sv-FI' : lang === 'en' ? 'en-FI' : 'fi-FI', {
      timeZone: 'Europe/Helsinki',
      day: 'numeric',
      month: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      ...year,
    })
  times.set(key, known)
  return known.format(new Date(iso))
}

/** A moment as people read it, in Finnish time. */
export const momentToText = (iso: string, lang: Lang): string => format(iso, lang, {})
/** The same with its year, for what may be years ago. */
export const longMomentToText = (iso: string, lang: Lang): string => format(iso, lang, { year: 'numeric' })

/** Texts in a language that is not the screen's: for what is shown or handed to a client. */
export const textIn = (lang: Lang): T => i18next.getFixedT(lang) as unknown as T
