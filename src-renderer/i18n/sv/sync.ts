import type { TextsOf } from '../fi/texts.ts'

export const sync: TextsOf<'sync'> = {
  'sync.off': 'Inte ansluten till en hubb',
  'sync.all-sent': 'Allt skickat',
  'sync.waiting': '{{count}} väntar sedan {{since}}',
  'sync.offline': 'Ingen kontakt, {{count}} väntar',
  'sync.needs-you': 'Kräver åtgärd',
  'sync.now': 'Synka nu',
  'sync.reason.offline': 'Hubben nås inte. Arbetet fortsätter på denna enhet.',
  'sync.reason.timeout': 'Hubben svarade inte i tid. Nytt försök görs senare.',
  'sync.reason.nonsense':
    'Något annat än hubben svarar på adressen. Kontrollera adressen eller nätets inloggningssida.',
  'sync.reason.certificate':
    'Hubbens certifikat godkänns inte och inget skickades. Kontakta den som sköter hubben.',
  'sync.reason.insecure': 'Adressen måste börja med https://. Inget skickas okrypterat.',
  'sync.reason.address': 'Adressen går inte att förstå. Skriv den som https://hubb.exempel.fi',
  'sync.reason.not-enrolled': 'Enheten är inte ansluten till en hubb.',
  'sync.reason.locked': 'Öppna först med lösenfrasen.',
  'sync.reason.revoked':
    'Enhetens åtkomst har tagits bort. Be om en ny kod; det som inte skickats finns kvar här.',
  'sync.reason.token': 'Hubben känner inte igen enheten. Be om en ny kod.',
  'sync.reason.client-too-old':
    'Programversionen är för gammal för hubben. Uppdatera programmet; inget försvinner.',
  'sync.reason.hub-too-old': 'Hubben är äldre än detta program. Be den ansvariga uppdatera hubben.',
  'sync.reason.copied':
    'Uppgifterna på enheten har återställts från en kopia, eller finns på en annan enhet också. Enheten går vidare som en ny enhet; ingenting försvinner.',
  'sync.reason.disk-full':
    'Disken har inget utrymme: inget hämtas eller skickas förrän utrymme har frigjorts.',
  'sync.reason.set-aside': 'Hubben tog inte emot vissa ändringar. Se dem under Att avgöra.',
  'sync.reason.quota':
    'Hubben tar inte emot mer: organisationens utrymme eller enhetens dagsgräns är full. Inget går förlorat; kontakta administratören.',
  'sync.reason.too-large':
    'Proxyservern framför hubben släpper inte igenom en så stor sändning. Inget går förlorat; be administratören höja gränsen (client_max_body_size).',
  'sync.reason.malformed': 'Hubben förstod inte meddelandet. Inget försvinner; meddela den ansvariga.',
  'enrol.code': 'Engångskoden gäller inte. Den fungerar en gång inom ett dygn: be om en ny.',
  'enrol.other-organisation': 'Enheten har redan en annan organisations register. Registren förenas inte.',
  'enrol.device': 'Enheten är redan ansluten.',
  'enrol.failed': 'Anslutningen misslyckades. Försök igen.',
}
