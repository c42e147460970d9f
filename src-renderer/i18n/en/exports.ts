import type { TextsOf } from '../fi/texts.ts'

export const exports: TextsOf<'exports'> = {
  'exports.title': 'Export',
  'exports.text':
    'The whole register in open formats: tables (CSV, JSON), attachments as they were, and a page that opens in a browser without a network and without this program.',
  'exports.all': 'Export the whole register',
  'exports.plainWarning':
    'The folder is not encrypted. Whoever gets hold of it can read everything: visits, persons, identity codes, decisions, attachments and the audit log.',
  'exports.allText':
    'All records with their histories, the attachments and the audit log are written into the folder.',
  'exports.protection': 'Protection',
  'exports.protection.age': 'encrypted to named keys (age)',
  'exports.protection.plain': 'not encrypted',
  'exports.keys': 'Keys of the recipients, one a line',
  'exports.keysHint':
    'A public key begins with age1. Only its private key opens the files, this program does not.',
  'exports.key.none': 'Give at least one key.',
  'exports.key.secret-key':
    '{{key}} is a private key. Give the public key, which begins with age1, and hand the private one to nobody.',
  'exports.key.other-kind': '{{key}}: only X25519 keys are taken. Make a key with the command age-keygen.',
  'exports.key.not-a-recipient': '{{key}} is no key. Check the characters.',
  'exports.careText':
    'Choose a disk that only those can reach who have a right to the data, and destroy the folder when it is no longer needed: retention limits do not reach it. The export is noted in the audit log.',
  'exports.choosePlain': 'Choose a folder and export unencrypted',
  'exports.choose': 'Choose a folder and export',
  'exports.progress': 'Exporting {{done}} / {{of}}',
  'exports.stop': 'Stop',
  'exports.cancelled': 'The export was stopped. Nothing of it is left.',
  'exports.done': 'Exported into the folder {{name}}: {{rows}} records, {{files}} attachments.',
  'exports.missing_one': 'One attachment is not on this device, and is missing.',
  'exports.missing_other': '{{count}} attachments are not on this device, and are missing.',
  'exports.inside': 'The program’s own folder cannot be exported into. Choose another folder.',
  'exports.recipient': 'One of the keys cannot be encrypted to. Check the keys.',
  'exports.failed.disk-full':
    'The disk is full. Nothing of the export is left, and earlier exports are as they were.',
  'exports.failed.not-writable': 'The folder cannot be written to. Choose another folder.',
  'exports.failed.folder-gone': 'The folder is gone. Is the disk or stick still connected?',
  'exports.failed.gone': 'The export ended because the program was locked. Start again.',
  'exports.kept': 'A folder that is kept up to date',
  'exports.keptText':
    'The program can write the export into a folder of its own by itself: a minute after the last change, and on lock. The municipality owns the folder and the keys.',
  'exports.keptDialog':
    'A new folder is made in the chosen one, and its content follows the register. Other files are not touched.',
  'exports.keptBegin': 'Set up',
  'exports.keptNow': 'Bring up to date now',
  'exports.keptEnd': 'Keep no longer',
  'exports.keptWriting': 'Writing…',
  'exports.keptFolder': 'Folder: {{folder}}',
  'exports.keptKeys_one': 'Encrypted to one key.',
  'exports.keptKeys_other': 'Encrypted to {{count}} keys.',
  'exports.keptPlain': 'Not encrypted: whoever can reach the folder can read everything.',
  'exports.keptNever': 'Not written yet.',
  'exports.keptWritten': 'Up to date {{at}}.',
  'exports.keptFailing':
    'The folder could not be written to since {{since}}. It holds the last whole export, and the program tries again after the next change.',
  'exports.keptFailed.disk-full': 'The disk is full.',
  'exports.keptFailed.not-writable': 'There is no right to write into it.',
  'exports.keptFailed.folder-gone': 'The folder is not found. Is the disk connected?',
  'exports.keptFailed.gone': 'The writing was not finished.',
}
