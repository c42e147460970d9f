import { z } from 'zod'
import { declareEntity } from '../entity/entity.ts'

const Text = z.string().trim().max(200)

/** An authority or service that clients are sent on to, as the organisation keeps it: shown and printed offline. */
export const ContactCardFields = z.object({
  nameFi: Text.min(1),
  nameSv: Text,
  nameEn: Text,
  /** What the client goes there for. */
  forFi: Text,
  forSv: Text,
  forEn: Text,
  phone: z.string().trim().max(60),
  web: z.string().trim().max(200),
  address: Text,
  /** Stands above the others, for emergencies. */
  isUrgent: z.boolean(),
})
export type ContactCardFields = z.infer<typeof ContactCardFields>

export const contactCard = declareEntity({
  name: 'contactCard',
  realm: 'open',
  fields: ContactCardFields,
  writers: ['adviser', 'coordinator', 'admin'],
  plainKeys: {},
  retention: { rule: 'as long as it is used', source: 'visits.md §5, proposal' },
})

/** What a card says in a language; Finnish where nobody has translated it. */
export function cardText(
  card: ContactCardFields,
  lang: 'fi' | 'sv' | 'en',
): { readonly name: string; readonly purpose: string } {
  const names = { fi: card.nameFi, sv: card.nameSv, en: card.nameEn }
  const purposes = { fi: card.forFi, sv: card.forSv, en: card.forEn }
  return { name: names[lang] || card.nameFi, purpose: purposes[lang] || card.forFi }
}
