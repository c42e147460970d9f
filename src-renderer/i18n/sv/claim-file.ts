import type { TextsOf } from '../fi/texts.ts'

export const claimFile: TextsOf<'claimFile'> = {
  'claimFile.title': 'Ansökningsfil',
  'claimFile.waiting': 'Väntar på att bilagorna tas med. Filen görs genast därefter.',
  'claimFile.preview': 'Förhandsgranska',
  'claimFile.previewTitle': 'Förhandsgranskning av ansökningsfilen',
  'claimFile.previewNote':
    'Bilagornas original, ansökans uppgifter och kontrollsummor bäddas in när filen sparas.',
  'claimFile.key': 'Separat nyckelsida: namn och personbeteckningar',
  'claimFile.keyHint':
    'Bara när myndigheten behöver dem. Offer för människohandel och personer med spärrmarkering finns inte på sidan.',
  'claimFile.progress': 'Bilaga {{done}}/{{of}}',
  'claimFile.stop': 'Avbryt',
  'claimFile.savedParts': 'Sparad i {{parts}} delar: {{name}} ({{kb}} kB)',
  'claimFile.doesNotFit':
    'Bilagan {{name}} ryms inte i en fil som myndigheten tar emot. Dela den eller skanna med 200 dpi.',
  'claimFile.print': 'Skriv ut',
  'claimFile.printing': 'Förbereder utskriften…',
  'claimFile.tooManyToPrint':
    'Det finns över {{count}} sidor. Spara filen och skriv ut den med ett PDF-program.',
  'claimFile.show': 'Vad som visas: {{name}}',
  'claimFile.showAll': 'alla sidor',
  'claimFile.showSome': 'valda sidor',
  'claimFile.showNone': 'endast inbäddad',
  'claimFile.pages': 'Sidor: {{name}}',
  'claimFile.pagesHint': 'till exempel 1-3,5',
  'claimFile.pageCount': '{{count}} s.',
  'claimFile.badPages': 'Skriv sidorna som nummer, till exempel 1-3,5.',
  'document.save': 'Spara PDF',
}
