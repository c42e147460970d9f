import type { TextsOf } from '../fi/texts.ts'

export const exports: TextsOf<'exports'> = {
  'exports.title': 'Export',
  'exports.text':
    'Hela registret i öppna filformat: tabeller (CSV, JSON), bilagorna i original och en sida som öppnas i webbläsaren utan nätverk och utan det här programmet.',
  'exports.all': 'Exportera hela registret',
  'exports.plainWarning':
    'Mappen är okrypterad. Den som får tag i den kan läsa allt: besök, personer, personbeteckningar, beslut, bilagor och händelseloggen.',
  'exports.allText': 'I mappen skrivs alla poster med sin historik, bilagorna och händelseloggen.',
  'exports.protection': 'Skydd',
  'exports.protection.age': 'krypterad för namngivna nycklar (age)',
  'exports.protection.plain': 'okrypterad',
  'exports.keys': 'Mottagarnas nycklar, en per rad',
  'exports.keysHint':
    'En öppen nyckel börjar med age1. Filerna kan öppnas bara med dess privata nyckel, inte med det här programmet.',
  'exports.key.none': 'Ange minst en nyckel.',
  'exports.key.secret-key':
    '{{key}} är en privat nyckel. Ange den öppna nyckeln, som börjar med age1, och lämna aldrig ut den privata.',
  'exports.key.other-kind':
    '{{key}}: bara X25519-nycklar godkänns. Skapa en nyckel med kommandot age-keygen.',
  'exports.key.not-a-recipient': '{{key}} är ingen nyckel. Kontrollera tecknen.',
  'exports.careText':
    'Välj en disk som bara de som har rätt till uppgifterna kommer åt, och förstör mappen när den inte längre behövs: gallringstiderna omfattar den inte. Exporten antecknas i händelseloggen.',
  'exports.choosePlain': 'Välj mapp och exportera okrypterat',
  'exports.choose': 'Välj mapp och exportera',
  'exports.progress': 'Exporterar {{done}} / {{of}}',
  'exports.stop': 'Avbryt',
  'exports.cancelled': 'Exporten avbröts. Ingenting av den blev kvar.',
  'exports.done': 'Exporterat till mappen {{name}}: {{rows}} poster, {{files}} bilagor.',
  'exports.missing_one': 'En bilaga finns inte på den här enheten och saknas därför.',
  'exports.missing_other': '{{count}} bilagor finns inte på den här enheten och saknas därför.',
  'exports.inside': 'Det går inte att exportera till programmets egen mapp. Välj en annan mapp.',
  'exports.recipient': 'Det går inte att kryptera till en av nycklarna. Kontrollera nycklarna.',
  'exports.failed.disk-full':
    'Disken är full. Ingenting av exporten blev kvar, och tidigare exporter är orörda.',
  'exports.failed.not-writable': 'Det går inte att skriva i mappen. Välj en annan mapp.',
  'exports.failed.folder-gone': 'Mappen försvann. Är disken eller minnesstickan fortfarande ansluten?',
  'exports.failed.gone': 'Exporten avbröts eftersom programmet låstes. Börja om.',
  'exports.kept': 'Mapp som hålls aktuell',
  'exports.keptText':
    'Programmet kan självt skriva exporten i en egen mapp: en minut efter den senaste ändringen och vid låsning. Kommunen äger mappen och nycklarna.',
  'exports.keptDialog':
    'I den valda mappen skapas en ny mapp vars innehåll följer registret. Andra filer rörs inte.',
  'exports.keptBegin': 'Ta i bruk',
  'exports.keptNow': 'Uppdatera nu',
  'exports.keptEnd': 'Sluta hålla aktuell',
  'exports.keptWriting': 'Skriver…',
  'exports.keptFolder': 'Mapp: {{folder}}',
  'exports.keptKeys_one': 'Krypterad för en nyckel.',
  'exports.keptKeys_other': 'Krypterad för {{count}} nycklar.',
  'exports.keptPlain': 'Okrypterad: den som kommer åt mappen kan läsa allt.',
  'exports.keptNever': 'Inte skriven ännu.',
  'exports.keptWritten': 'Aktuell {{at}}.',
  'exports.keptFailing':
    'Det har inte gått att skriva i mappen sedan {{since}}. Där finns den senaste hela exporten, och programmet försöker igen efter nästa ändring.',
  'exports.keptFailed.disk-full': 'Disken är full.',
  'exports.keptFailed.not-writable': 'Skrivrättighet till mappen saknas.',
  'exports.keptFailed.folder-gone': 'Mappen hittas inte. Är disken ansluten?',
  'exports.keptFailed.gone': 'Skrivningen blev på hälft.',
}
