import type { TextsOf } from '../fi/texts.ts'

export const contacts: TextsOf<'contacts'> = {
  'contacts.open': 'Contacts',
  'contacts.title': 'Where to turn',
  'contacts.sheet': 'You can turn to these',
  'contacts.empty':
    'No contacts yet. Add the authorities and services you send clients to: they work without a network.',
  'contacts.new': 'New contact',
  'contacts.card': 'Contact',
  'contacts.deleted': 'Contact deleted',
  'contacts.nameFi': 'Name in Finnish',
  'contacts.nameSv': 'Name in Swedish',
  'contacts.nameEn': 'Name in English',
  'contacts.forFi': 'For what (Finnish)',
  'contacts.forSv': 'For what (Swedish)',
  'contacts.forEn': 'For what (English)',
  'contacts.phone': 'Phone',
  'contacts.web': 'Web address',
  'contacts.address': 'Address',
  'contacts.isUrgent': 'Urgent: shown first',
}
