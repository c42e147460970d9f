import type { TextsOf } from '../fi/texts.ts'

export const problems: TextsOf<'problems'> = {
  'problem.not-allowed': 'This needs another user role.',
  'problem.disk-full':
    'The disk is full and nothing was saved. Free some space and save again: what you typed is still here.',
  'problem.disk-named':
    'The disk {{disk}} has {{free}} MB free, and {{floor}} MB must stay free. Nothing was saved. Free some space on the disk and save again: what you typed is still here.',
  'problem.torn':
    'An earlier save failed because of the disk, so this was not saved. Free some disk space if needed, close ALPO-desk and open it again.',
  'problem.storage': 'It could not be saved. What you typed is still here: try again.',
  'problem.outdated': 'This has changed or was deleted meanwhile, so nothing was done. Look at it again.',
  'problem.shape': 'Check this field.',
  'problem.cell-error':
    'The result of the formula is an error. Correct the formula in your spreadsheet program and choose the sheet again.',
  'problem.merged':
    'The cell is merged with the row above, so its value cannot be read in this row. Unmerge the cells in your spreadsheet program, write the value in each row and choose the sheet again.',
  'problem.no-value':
    'The result of the formula is missing from the file. Open the file in your spreadsheet program, save it and choose it again.',
  'problem.V01':
    'The date cannot be in the future, and the site must have been in use then. Correct the date or the site.',
  'problem.V04': 'Give the number of people: at least 1, in a group at least 2.',
  'problem.V06': 'Choose 1 to 5.',
  'problem.V07': 'Choose where the client was referred when the measure is a referral – and only then.',
  'problem.V09': 'Choose the interpreting language for this mode – and only when there is interpreting.',
  'problem.V13': 'The setting does not fit the channel: written channels are incoming or outgoing contacts.',
  'problem.V17': 'The value is not in the code list. Choose from the list.',
  'problem.V22':
    'The identity code does not agree with the birth date, or its check character is wrong. Check it, or leave it empty.',
  'problem.V02': 'A visit older than 60 days can be added by a coordinator only.',
  'problem.V03': 'The month is closed. Ask the coordinator to reopen it.',
  'problem.V05': 'Women and men together are more than the participants. Correct the numbers.',
  'problem.V12': 'The duration is 1 to 480 minutes.',
  'problem.V18': 'The note holds something that could identify a person. Remove it.',
  'problem.V20':
    'When the client moves to case work, neither basis of residence nor nationality stays on the row. Clear the field.',
  'problem.own': 'You can change only your own visits. Ask the coordinator.',
  'problem.C01': 'A code cannot be deleted or changed, because old visits carry it. Give it an end date.',
  'problem.C02': 'Choose the national code that the own code counts as.',
  'problem.C03': 'The end date is before the first date.',
  'warning.V02': 'The visit is over 7 days old and will be marked as a late entry.',
  'warning.V08': '"Other" is chosen. Is there a better code?',
  'warning.V10': 'The service language is not known, yet no interpreting is noted. Is that so?',
  'warning.V11': 'No worker serves in this language. Is it right?',
  'warning.V12': 'The duration is over 3 hours. Is it right?',
  'warning.V14': 'The start time is outside opening hours.',
  'warning.V15': 'You have another visit at the same time.',
  'warning.V16': 'Another device has nearly the same visit. Has it been logged already?',
  'warning.V18': 'The note may hold personal data.',
  'identifier.block': 'The text cannot be saved like this.',
  'identifier.warn': 'Remove it if it is about the client.',
  'identifier.I1': 'A personal identity code.',
  'identifier.I2': 'Looks like a personal identity code.',
  'identifier.I3': 'An e-mail address.',
  'identifier.I4': 'A phone number.',
  'identifier.I5': 'A long number, perhaps of a permit or a client.',
  'identifier.I6': 'A bank account number.',
  'identifier.I7': 'A date, perhaps of birth.',
  'identifier.I8': 'A street address.',
  'identifier.I9': 'Perhaps a name.',
  'identifier.I10': 'A web address or user name.',
  'problem.R01': 'A limit longer than the proposal needs a reason. Write it.',
  'problem.R02': 'Retention can only remove what its steps remove.',
  'problem.H01': 'Two target fields have the same name. Give them different ones.',
  'problem.M01': 'Choose a day from today to 30 days ahead.',
  'problem.T01': 'The text holds a character that cannot be stored. Remove it, or type that part again.',
  'problem.P01': 'The day does not fit the date of birth or other data. Correct it.',
  'problem.half-municipality':
    'The first day in the municipality is missing. Add it, or choose no column for the municipality.',
  'problem.half-from':
    'The municipality is missing although its first day is given. Add it, or choose no column for the day.',
  'problem.T02':
    'The text holds an identity code, a phone number or something else by which a person can be recognised. Remove it: the hub sees this field.',
  'problem.K01': 'The last day is before the first. Correct the days.',
  'problem.K02': 'Somebody else recorded a step first. Look at the present state and record again if needed.',
  'problem.K03': 'A submitted claim cannot be changed. Make a new one.',
  'problem.V23': 'Deductions exceed the sum they are taken from. Correct the sums.',
}
