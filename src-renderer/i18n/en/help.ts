import type { TextsOf } from '../fi/texts.ts'

export const help: TextsOf<'help'> = {
  'help.title': 'Help',
  'help.open': 'Help (?)',
  'help.keys': 'Keys',
  'help.key.save': 'save the visit',
  'help.key.same': 'save, and the same form again',
  'help.key.tally': 'tally and full form',
  'help.key.undo': 'undo the last action',
  'help.key.tab': 'next field',
  'help.key.enter': 'take the first suggestion',
  'help.key.down': 'open the whole list',
  'help.key.backspace': 'in an empty field: take the last choice away',
  'help.key.escape': 'close the list or the dialog',
  'help.key.help': 'this help',
}
