import type { TextsOf } from '../fi/texts.ts'

export const findings: TextsOf<'findings'> = {
  'finding.V01': 'This type of claimant cannot claim this kind (chapter 8, 61–69 §). Choose another kind.',
  'finding.V02':
    'The kind was not in force on these days (102 §: old kinds only before 1.1.2025). Correct days or kind.',
  'finding.V03': 'The application is due by {{detail}} (70 §).',
  'finding.V04':
    'No granted decision covers the line: check person, cost type, time and cap (64, 65, 68, 69 §).',
  'finding.V05':
    'Record the integration programme (59 §) and the agreement on directing to the municipality and promoting integration (42 §) valid in the cost period.',
  'finding.V06':
    'The person is not in a group of this kind (2 §). Check permit ground and family tie; of a child born in Finland the parent’s group decides (2 § sub 5).',
  'finding.V07': 'The cost is from before the start moment (59 §): {{detail}}.',
  'finding.V08': 'The period is over: at most 12 × N instalments (61 §, 102 § sub 6).',
  'finding.V09':
    'The person lives in the claimant’s area on no instalment date (61 §, 62 §). Check the municipalities.',
  'finding.V10': 'The same month was already paid or claimed: {{detail}} (61 §).',
  'finding.V11': 'The adult supplement is paid for at most 12 instalments across municipalities (872/2024).',
  'finding.V12':
    'Interpretation and assessment are inside the calculated sum from 1.1.2025 (61 §). Remove the line.',
  'finding.V13': 'The assessment is reimbursed once per person (1386/2010, 50 §).',
  'finding.V14':
    'Preparedness: the person was directed here, and costs are from before the arrival, 4 months or by decision 8 (64 §).',
  'finding.V15':
    'Special cost: the need on arrival is recorded, and the time is 10 years from the start (65 §).',
  'finding.V16':
    'The cost of {{detail}} is below the calculated sum: is it “considerable” (65 §)? The act gives no number.',
  'finding.V17': 'State that no other law reimburses the cost (65 § sub 2).',
  'finding.V18': 'The cost is from after the age limit (69 §): {{detail}}. Split or shorten the line.',
  'finding.V19': 'Only supplementary and preventive assistance, one year per person (63 §).',
  'finding.V20':
    'Check that the grant is at most 2 (family 4) months of the basic amount (66 §). The amount is not in the rules.',
  'finding.V21':
    'The person became a Finnish citizen on {{detail}}: nothing is counted after that (assumption, 2 §).',
  'finding.V22':
    'The identity code is missing or does not fit the birth date (661/2009, 11 §). A missing one does not prevent claiming.',
  'finding.V23': 'Deductions exceed the gross sum (59 §). Correct the sums.',
  'finding.V24': 'The line crosses a year: split it, since the deadlines differ (70 §).',
  'finding.V25':
    'The rules are unverified. Compare with act and decree and record why they may be used (872/2024).',
  'finding.V26': 'The residence history has a gap or an overlap (201/1994).',
  'finding.V27': 'The family tie before arrival is not established (2 § sub 4).',
  'finding.V28': 'The claim’s total is not that of its lines (70 §). Recalculate.',
  'finding.V29': 'Trafficking: remove narrative, health and personal data from free text (68 §).',
  'finding.V31':
    'The person cannot be computed, for a fact is missing or cannot be ({{detail}}). Correct the person and make the claim anew.',
  'finding.V30': 'The same supplier and invoice number is already claimed: {{detail}} (70 §).',
  'finding.title': 'Check',
  'finding.more': 'and {{count}} more findings',
  'finding.none': 'Nothing to remark.',
  'finding.severity.B': 'blocks',
  'finding.severity.W': 'warning',
  'finding.severity.I': 'information',
}
