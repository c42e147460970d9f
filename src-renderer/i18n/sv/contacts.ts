import type { TextsOf } from '../fi/texts.ts'

export const contacts: TextsOf<'contacts'> = {
  'contacts.open': 'Kontaktuppgifter',
  'contacts.title': 'Vart kan man vända sig',
  'contacts.sheet': 'Hit kan du vända dig',
  'contacts.empty':
    'Inga kontakter än. Lägg till myndigheter och tjänster dit ni hänvisar: uppgifterna fungerar utan nät.',
  'contacts.new': 'Ny kontakt',
  'contacts.card': 'Kontakt',
  'contacts.deleted': 'Kontakten raderades',
  'contacts.nameFi': 'Namn på finska',
  'contacts.nameSv': 'Namn på svenska',
  'contacts.nameEn': 'Namn på engelska',
  'contacts.forFi': 'I vilka ärenden (finska)',
  'contacts.forSv': 'I vilka ärenden (svenska)',
  'contacts.forEn': 'I vilka ärenden (engelska)',
  'contacts.phone': 'Telefon',
  'contacts.web': 'Webbadress',
  'contacts.address': 'Besöksadress',
  'contacts.isUrgent': 'Brådskande: visas först',
}
