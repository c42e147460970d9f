import type { TextsOf } from '../fi/texts.ts'

export const claimFile: TextsOf<'claimFile'> = {
  'claimFile.title': 'Claim file',
  'claimFile.waiting': 'Waiting until the attachments have been taken in. The file is made right after that.',
  'claimFile.preview': 'Preview',
  'claimFile.previewTitle': 'Preview of the claim file',
  'claimFile.previewNote':
    'The originals, the data of the claim and the hashes are embedded when the file is saved.',
  'claimFile.key': 'Separate key page: names and personal identity codes',
  'claimFile.keyHint':
    'Only when the authority needs them. Victims of trafficking and protected persons are never on it.',
  'claimFile.progress': 'Attachment {{done}} of {{of}}',
  'claimFile.stop': 'Stop',
  'claimFile.savedParts': 'Saved in {{parts}} parts: {{name}} ({{kb}} kB)',
  'claimFile.doesNotFit':
    'Attachment {{name}} does not fit into a file that the authority takes. Split it, or scan at 200 dpi.',
  'claimFile.print': 'Print',
  'claimFile.printing': 'Preparing to print…',
  'claimFile.tooManyToPrint':
    'There are more than {{count}} pages. Save the file and print it from a PDF program.',
  'claimFile.show': 'What is shown: {{name}}',
  'claimFile.showAll': 'all pages',
  'claimFile.showSome': 'chosen pages',
  'claimFile.showNone': 'embedded only',
  'claimFile.pages': 'Pages: {{name}}',
  'claimFile.pagesHint': 'for example 1-3,5',
  'claimFile.pageCount': '{{count}} p.',
  'claimFile.badPages': 'Write the pages as numbers, for example 1-3,5.',
  'document.save': 'Save PDF',
}
