import type { TextsOf } from '../fi/texts.ts'

export const rules: TextsOf<'rules'> = {
  'rules.rows': 'Rule rows',
  'rules.pack': 'Rule pack',
  'rules.activity': 'Activity {{from}}–{{to}}',
  'rules.rule': 'Rule',
  'rules.value': 'Content',
  'rules.verify': 'Mark as verified',
  'rules.verifyRow': 'Mark as verified: {{name}}',
  'rules.verified': 'Marked as verified',
  'rules.verifiedBy': 'verified by {{name}} on {{day}}',
  'rules.import': 'Import a newer rule pack',
  'rules.known': 'Pack {{id}} is here already.',
  'rules.taken': 'Pack {{id}} is in use',
  'rules.take': 'Put into use',
  'rules.differences': 'Differences',
  'rules.openClaims': 'Open claims: now → by the new rules',
  'rules.difference.added': 'new',
  'rules.difference.removed': 'removed',
  'rules.difference.changed': 'changed',
}
