import type { Guide } from './guide-type.ts'

export const guide: Guide = [
  {
    title: 'Logging a visit',
    steps: [
      'Type two letters of the service language and press Enter: the cursor moves on to the topics. A topic is found by the beginning of its name, its code (T05) or its initials.',
      'Measures, channel and site stand there from the last visit. Change only what differs, and save with Ctrl+Enter.',
      'With a queue at the door a tally (F2) is enough: language and topic. Complete tallies later: filter the list by Completeness = quick.',
      'An unfinished form stays even when the program or the computer goes off. The Clear button discards it.',
    ],
  },
  {
    title: 'When the program asks before saving',
    steps: [
      'The yellow box says what to look at. If it is right, save again.',
      'If a combination is so rare that a person could be recognised, the program proposes to leave a field out.',
      'Write no names, numbers or addresses into the note. An identity code or a phone number is not stored.',
    ],
  },
  {
    title: 'List, search and corrections',
    steps: [
      'Search by any word: language, topic, site, outcome, day. More words narrow it down.',
      'An adviser changes their own visits, a coordinator those of all. Ctrl+Z undoes the last action.',
      'The history tells who changed what, when, and on which device.',
    ],
  },
  {
    title: 'Closing a month',
    steps: [
      'Review in the Periods view shows what is missing: tallies not completed, empty days, too many “other”.',
      'Nothing is logged in a closed month. A coordinator reopens it and gives the reason; “+1 after closing” stays visible.',
    ],
  },
  {
    title: 'A shared computer, and safety',
    steps: [
      'Lock when you leave: the next user signs in with their own passphrase. After ten idle minutes the program locks itself.',
      'An administrator adds users under Administration. A forgotten passphrase is replaced with the recovery key only.',
    ],
  },
  {
    title: 'The register, readable without the program',
    steps: [
      'An administrator exports the whole register in the settings: tables for Excel and other programs, attachments as original files, and the audit log.',
      'Open index.html in the folder with a browser: tables, search and attachments work without a network and without this program.',
      'Encrypt the export to the public keys of those who are to open it (age, a key begins with age1). A folder in plain can be read by anybody. Destroy the folder when it is no longer needed: retention limits do not reach it.',
      'The program can keep the export up to date in a folder that the municipality owns: see the settings. If the folder cannot be written to, the settings say so, and the program tries again.',
    ],
  },
]
