import type { TextsOf } from '../fi/texts.ts'

export const exports: TextsOf<'exports'> = {
  'exports.title': 'Export',
  'exports.text':
    'The whole register in open formats: tables (CSV, JSON), attachments as they were, and a page that opens in a browser without a network and without this program.',
  'exports.all': 'Export the whole register',
  'exports.plainWarning':
    'The folder is not encrypted. Whoever gets hold of it can read everything: visits, persons, identity codes, decisions, attachments and the audit log.',
  'exports.plainText':
    'Choose a disk that only those can reach who have a right to the data. Destroy the folder when it is no longer needed: retention limits do not reach it. The export is noted in the audit log.',
  'exports.choose': 'Choose a folder and export',
  'exports.progress': 'Exporting {{done}} / {{of}}',
  'exports.stop': 'Stop',
  'exports.cancelled': 'The export was stopped. Nothing of it is left.',
  'exports.done': 'Exported into the folder {{name}}: {{rows}} records, {{files}} attachments.',
  'exports.missing_one': 'One attachment is not on this device, and is missing.',
  'exports.missing_other': '{{count}} attachments are not on this device, and are missing.',
  'exports.inside': 'The program’s own folder cannot be exported into. Choose another folder.',
  'exports.failed.disk-full':
    'The disk is full. Nothing of the export is left, and earlier exports are as they were.',
  'exports.failed.not-writable': 'The folder cannot be written to. Choose another folder.',
  'exports.failed.folder-gone': 'The folder is gone. Is the disk or stick still connected?',
  'exports.failed.gone': 'The export ended because the program was locked. Start again.',
}
