import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { createCatalogue } from '../../../src-shared/text/catalogue.ts'
import { fi } from './texts-fi.ts'
import { sv } from './texts-sv.ts'

/** The words of the claim file. Finnish and Swedish are the languages of the case (claims.md §13). */
export const pdfTexts = createCatalogue<'fi' | 'sv', typeof fi>('fi', { fi, sv })

/** First and last day, as Finnish and Swedish texts write a span. */
export const periodText = ({ from, to }: { readonly from: string; readonly to: string }): string =>
  `${dateToText(from)}–${dateToText(to)}`
