export type Lang = 'fi' | 'sv' | 'en'
export type CodeRow = { readonly code: string; readonly fi: string; readonly sv: string; readonly en: string }
