import type { TextsOf } from '../fi/texts.ts'

export const rules: TextsOf<'rules'> = {
  'rules.rows': 'Regelrader',
  'rules.pack': 'Regelpaket',
  'rules.activity': 'Verksamhetstid {{from}}–{{to}}',
  'rules.rule': 'Regel',
  'rules.value': 'Innehåll',
  'rules.verify': 'Märk som kontrollerad',
  'rules.verifyRow': 'Märk som kontrollerad: {{name}}',
  'rules.verified': 'Märkt som kontrollerad',
  'rules.verifiedBy': 'kontrollerad av {{name}} {{day}}',
  'rules.import': 'Importera ett nyare regelpaket',
  'rules.known': 'Paketet {{id}} finns redan.',
  'rules.taken': 'Paketet {{id}} togs i bruk',
  'rules.take': 'Ta i bruk',
  'rules.differences': 'Skillnader',
  'rules.openClaims': 'Öppna ansökningar: nu → med nya regler',
  'rules.difference.added': 'ny',
  'rules.difference.removed': 'utgår',
  'rules.difference.changed': 'ändras',
}
