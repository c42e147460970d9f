import type { TextsOf } from '../fi/texts.ts'

export const help: TextsOf<'help'> = {
  'help.title': 'Hjälp',
  'help.open': 'Hjälp (?)',
  'help.keys': 'Tangenter',
  'help.key.save': 'spara besöket',
  'help.key.same': 'spara, och samma formulär igen',
  'help.key.tally': 'snabbregistrering och hela formuläret',
  'help.key.undo': 'ångra den senaste åtgärden',
  'help.key.tab': 'nästa fält',
  'help.key.enter': 'välj det första förslaget',
  'help.key.down': 'öppna hela listan',
  'help.key.backspace': 'i ett tomt fält: ta bort det senaste valet',
  'help.key.escape': 'stäng listan eller fönstret',
  'help.key.help': 'denna hjälp',
}
