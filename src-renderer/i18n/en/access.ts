import type { TextsOf } from '../fi/texts.ts'

export const access: TextsOf<'access'> = {
  'setup.title': 'Welcome to ALPO-desk',
  'setup.intro': 'Your data stays on this device, encrypted. No network is needed.',
  'setup.mode': 'How do you want to start?',
  'setup.create': 'Create a new organisation',
  'setup.join': 'Join an organisation with a one-time code',
  'setup.organisation': 'Name of the organisation',
  'setup.site': 'First site',
  'setup.userName': 'Your name or initials',
  'setup.passphrase': 'Passphrase',
  'setup.passphraseHint': 'At least 8 characters. A phrase of several words is good.',
  'setup.repeat': 'Passphrase again',
  'setup.mismatch': 'The passphrases are not the same.',
  'setup.tooShort': 'The passphrase needs at least 8 characters.',
  'setup.weak':
    'The passphrase is easy to guess: it is common, or follows the keyboard or a name. Choose three words, for example.',
  'setup.required': 'Fill in this field.',
  'setup.start': 'Start',
  'setup.working': 'Making keys…',
  'recovery.title': 'Recovery key',
  'recovery.text':
    'Write down or print this key and keep it locked away. It is shown only now. If the passphrase is forgotten, only this key opens the data.',
  'recovery.print': 'Print',
  'recovery.copy': 'Copy',
  'recovery.done': 'I have put the key in a safe place',
  'recovery.continue': 'Continue',
  'unlock.title': 'Unlock ALPO-desk',
  'unlock.open': 'Unlock',
  'unlock.wrong': 'The passphrase is wrong. Nothing is lost.',
  'unlock.wait': 'Wait {{seconds}} s before the next try.',
  'unlock.damaged':
    'The key file is damaged. Restore keyring.json from a backup; your data is still there but does not open without it.',
  'unlock.unopened':
    'The passphrase is right, but the register does not open. The disk may be full: free some space, close ALPO-desk and open it again. ALPO-desk removes nothing, and a copy of the register is in the folder copies.',
  'unlock.isOut':
    'Your user has been deactivated and no longer opens this device. Ask an administrator if it should be in use.',
  'unlock.forgot': 'I forgot the passphrase',
  'unlock.recoveryKey': 'Recovery key',
  'unlock.newPassphrase': 'New passphrase',
  'unlock.recover': 'Set new passphrase',
  'unlock.wrongKey': 'The recovery key is wrong.',
  'unlock.back': 'Back',
  'unlock.shared': 'Each user unlocks with their own passphrase.',
}
