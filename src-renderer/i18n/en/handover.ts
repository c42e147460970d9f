import type { TextsOf } from '../fi/texts.ts'

export const handover: TextsOf<'handover'> = {
  'handover.title': 'Hand-over to ALPO',
  'handover.keying': 'The day’s visits to key in',
  'handover.keyingText':
    'Identical visits are grouped. Tick a row when it has been keyed into ALPO: nothing is keyed twice.',
  'handover.before': 'Day before',
  'handover.after': 'Day after',
  'handover.progress': '{{done}} of {{all}} rows keyed',
  'handover.done': 'Keyed',
  'handover.times': 'Times',
  'handover.tick': 'keyed',
  'handover.some': '{{done}} of {{all}} keyed, the rest are new',
  'handover.changed': 'changed since it was keyed',
  'handover.month': 'Month',
  'handover.return': 'Monthly return {{month}}',
  'handover.returnText':
    'Handed to the authority, not published: there may be small cells. Women, men and others are contacts; persons are summed from the size of the party.',
  'handover.isFrozen':
    'The rows of this month have been replaced by a table: the return can no longer be computed.',
  'handover.figure.contacts': 'Contacts',
  'handover.figure.persons': 'Persons',
  'handover.figure.groups': 'Group sessions',
  'handover.figure.participants': 'Participants',
  'handover.figure.women': 'Women',
  'handover.figure.men': 'Men',
  'handover.figure.other': 'Other gender',
  'handover.figure.notAsked': 'Not asked',
  'handover.mainTopic': 'Main topic',
  'handover.csv': 'Save the return (CSV)',
  'handover.export': 'Visits by the mapping profile',
  'handover.exportText':
    'Fields and values follow the mapping profile (Administration). Note, worker and minutes are not exported.',
  'handover.exportCsv': 'Save the visits (CSV)',
  'handover.exportJson': 'Save the visits (JSON)',
  'handover.unmapped':
    'Nothing was saved: the profile has no word for these. Add them to it, or correct the visits.',
  'handover.noValue': 'no value',
  'handover.profileText':
    'What ALPO wants is not published yet. When the field list comes, change only this: target field, source field, words for the codes, default, and whether an empty one may be left out.',
  'handover.profileJson': 'Profile (JSON)',
  'handover.profileWrong':
    'The profile cannot be read, and nothing was changed. Correct this place: {{where}}',
  'handover.profileDefault': 'Back to the default',
  'handover.profileExport': 'Save as a file',
}
