import type { TextsOf } from '../fi/texts.ts'

export const damage: TextsOf<'damage'> = {
  'damage.title': 'Your data is missing',
  'damage.keysTitle': 'The keys are missing',
  'damage.empty':
    'There was a register on this computer, but its data is not in its place. It was damaged or removed.',
  'damage.older': 'What was saved last is missing from the register: the disk or a file is damaged.',
  'damage.other': 'This is not the register that was last used on this computer.',
  'damage.restored':
    'The copy that you chose has been put back. It is older than the register that was last used on this computer.',
  'damage.keys':
    'There is a register on this computer, but the file keyring.json and its copies are missing or damaged. The data does not open without them; the recovery key and the passphrase alone are not enough. No new register is made over the old one.',
  'damage.openedIn':
    'The last save was made in {{window}}. Each browser, and the application, has a register of its own: open ALPO-desk there and the records are in place.',
  'damage.otherProfile':
    'Each browser and profile has a register of its own. If you last saved in another one, open ALPO-desk in that.',
  'damage.table': 'What is there',
  'damage.what': 'Data',
  'damage.was': 'Before',
  'damage.now': 'Now',
  'damage.visit': 'Visits',
  'damage.person': 'Persons',
  'damage.decision': 'Decisions',
  'damage.paymentClaim': 'Claims',
  'damage.attachment': 'Attachments',
  'damage.lastSaved': 'Last saved {{at}}.',
  'damage.unsent_one': '{{count}} change had not yet been sent to the hub: it is missing there too.',
  'damage.unsent_other': '{{count}} changes had not yet been sent to the hub: they are missing there too.',
  'damage.allSent': 'Everything saved had been sent to the hub.',
  'damage.noHub': 'The device is not connected to a hub.',
  'damage.kept': 'There is a copy of the register as it was before this start: {{copy}}',
  'damage.notKept': 'There is no copy of the register: the disk had no room, or the whole folder was gone.',
  'damage.choose': 'What is to be done?',
  'damage.fromHub': 'Fetch everything again from the hub',
  'damage.fromHubText': 'What the hub has is fetched to this device.',
  'damage.fetching': 'Fetching from the hub…',
  'damage.notFetched':
    'Nothing came from the hub. Check the connection and try again, or ask whoever runs the hub.',
  'damage.copy': 'Choose a folder with a copy',
  'damage.copyText': 'The copy is used once ALPO-desk is opened again. What is there now is not removed.',
  'damage.support': 'Keep it for support',
  'damage.supportText': 'Nothing is changed. The copy stays until you remove it yourself.',
  'damage.supportDone':
    'Nothing was changed. Give the folder {{folder}} to whoever supports you. Do not remove the folder that ALPO-desk saves in.',
  'damage.goOn': 'Go on with what is there',
  'damage.goOnText': 'What is missing has to be entered again. The copy stays.',
  'damage.goOnSure': 'I know what is missing',
  'damage.copy.staged': 'The copy is chosen. Close ALPO-desk and open it again.',
  'damage.copy.none': '',
  'damage.copy.no-copy':
    'The folder holds no register of ALPO-desk. Choose the whole data folder, or one of the copies in its folder copies.',
  'damage.copy.other-shell':
    'The folder holds a register made in ALPO-desk opened another way (in a browser, or as an application). Open it the same way.',
  'damage.copy.other-keys':
    'The folder holds the keys of another register. It does not open with the passphrase of this device.',
  'damage.copy.disk-full': 'The disk has no room for the copy. Free some space and try again.',
  'damage.copy.not-readable': 'The copy could not be read. Try another one.',
  'damage.restart': 'Open ALPO-desk again',
  'keys.mended':
    'This device’s key file or a copy of it was missing, damaged or older than the others. It was repaired from a whole copy. Nothing was lost, and the passphrases are as they were.',
  'journal.restored':
    'The database was damaged or had fallen behind. It was repaired from this device’s journal: everything that was saved is there, and nothing has to be entered again.',
  'journal.begun':
    'The database’s journal was missing or damaged. It was made anew from what the database holds. What was saved is as it was.',
  'journal.forked':
    'This device’s database and journal come from two copies of one register in which different things were saved. The database is used as it is. The journal of the other copy is kept in the data folder under a name that begins with journal-fork: ask your administrator to look at what is in it.',
  'journal.unusable':
    'This device’s journal cannot be written, so nothing can be saved. Check that the disk has room and that the folder may be written to, and open ALPO-desk again.',
  'journal.seen': 'Understood',
  'disk.full':
    'The disk {{disk}} has {{free}} MB free, and {{floor}} MB must stay free. Nothing is saved until some space is freed. The data can be read and searched.',
  'disk.torn':
    'A save failed because of the disk. What was saved before is safe, but nothing new is saved until ALPO-desk has been opened again and the register checked. The data can be read and searched.',
  'disk.uncertain':
    'A save failed because of the disk, and it is not certain whether the last one stayed on it. What was saved before is safe. Open ALPO-desk again and look whether the last entry is there before you enter it again. The data can be read and searched.',
  'disk.noCopy':
    'The last session was cut off, and no copy of the register could be taken because the disk has no room. Free some space.',
  'disk.title': 'This device',
  'disk.space': 'The disk {{disk}} has {{free}} MB free. Saving stops when less than {{floor}} MB is free.',
  'disk.floor': 'Keep at least free (MB)',
  'disk.floorHint': 'Empty: 5 % of the disk, 200 MB at most.',
  'disk.floorSave': 'Save the limit',
  'disk.floorSaved': 'The limit is saved',
  'disk.floorWrong': 'Enter megabytes as a whole number.',
  'disk.floorFailed': 'The limit could not be saved.',
  'disk.persisted': 'The browser has promised not to remove the register by itself.',
  'disk.notPersisted':
    'The browser has not promised to keep the register when the disk fills up. Keep room on the disk, and the device connected to the hub.',
  'warning.clock-ahead':
    'The clock of this computer is far ahead of what was last recorded on this device. Check the day and the year. If the clock is right, save.',
}
