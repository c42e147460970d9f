import { costTypes } from '../../../src-shared/codes/cost-types.ts'
import { type BlockInput, left, right, type TableCell } from '../../../src-shared/document/document.ts'
import type { Computation } from '../../../src-shared/domain/claims/engine/case.ts'
import type { ClaimComputation } from '../../../src-shared/domain/claims/engine/claim-computation.ts'
import { type ClaimLine, claimLines } from '../../../src-shared/domain/claims/engine/claim-lines.ts'
import type { CostComputation } from '../../../src-shared/domain/claims/engine/cost-case.ts'
import { centsToText } from '../../../src-shared/domain/claims/engine/money.ts'
import { shareRef } from '../../../src-shared/domain/claims/engine/shares.ts'
import { type ClaimFile, silentLabels } from '../../../src-shared/domain/claims/proof/claim-file.ts'
import { claimDeadline, type RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { periodText } from './texts.ts'
import type { PdfTexts } from './texts-fi.ts'

/** The sum by years of activity, each with its last day. */
export function summary(
  claim: ClaimComputation,
  language: 'fi' | 'sv',
  pack: RulePack,
  t: PdfTexts,
): readonly BlockInput[] {
  const years = new Map<string, { cents: number; persons: Set<string> }>()
  const add = (year: string, cents: number, person: string): void => {
    const known = years.get(year) ?? { cents: 0, persons: new Set() }
    known.cents += cents
    if (cents > 0) known.persons.add(person)
    years.set(year, known)
  }
  if (claim.basis === 'calculated')
    for (const person of claim.computation.persons)
      for (const [year, cents] of Object.entries(person.byYear)) add(year, cents, person.ref)
  else
    for (const { byYear, person } of claim.computation.lines)
      for (const { year, claimableCents } of byYear) add(String(year), claimableCents, person)
  const order = [...years].toSorted(([a], [b]) => a.localeCompare(b, language))
  return [
    { kind: 'heading', text: t.summary },
    {
      kind: 'table',
      widths: [1, 1, 2, 2],
      head: [left(t.year), right(t.persons), right(t.sum), left(t.deadline)],
      rows: [
        ...order.map(([year, { cents, persons }]) => [
          left(year),
          right(String(persons.size)),
          right(centsToText(cents)),
          left(dateToText(claimDeadline(pack, Number(year)))),
        ]),
        [left(t.all), right(''), right(centsToText(claim.computation.totalCents)), left('')],
      ],
    },
  ]
}

/** The same sum by the groups of section 2; nothing for claims in which nobody's group is known. */
export function summaryByGroup(
  { claim }: ClaimFile,
  computed: ClaimComputation,
  t: PdfTexts,
): readonly BlockInput[] {
  const groupOf = new Map(
    claim.persons.map(({ facts, groups }) => [facts.ref, groups.map((group) => t.groups[group]).join('; ')]),
  )
  if ([...groupOf.values()].every((group) => group === '')) return []
  const cents = new Map<string, number>()
  const add = (ref: string, sum: number): void => void cents.set(ref, (cents.get(ref) ?? 0) + sum)
  if (computed.basis === 'calculated')
    for (const { ref, totalCents } of computed.computation.persons) add(ref, totalCents)
  else for (const { person, claimableCents } of computed.computation.lines) add(person, claimableCents)
  const groups = new Map<string, { persons: number; cents: number }>()
  for (const [ref, sum] of cents) {
    const group = groupOf.get(ref) || t.noGroup
    const known = groups.get(group) ?? { persons: 0, cents: 0 }
    groups.set(group, { persons: known.persons + 1, cents: known.cents + sum })
  }
  return [
    {
      kind: 'table',
      widths: [3, 1, 2],
      head: [left(t.group), right(t.persons), right(t.sum)],
      rows: [...groups]
        .toSorted(([a], [b]) => a.localeCompare(b, claim.language))
        .map(([group, known]) => [
          left(group),
          right(String(known.persons)),
          right(centsToText(known.cents)),
        ]),
    },
  ]
}

/** How a person is called on paper: by the reference, with the birth date where nothing speaks against it. */
function namer(file: ClaimFile, t: PdfTexts): (ref: string) => string {
  const silent = silentLabels(file)
  const names = new Map(
    file.claim.persons.map(({ facts, label }) => [
      facts.ref,
      silent.has(label) ? label : `${label}, ${t.born}\u00a0${dateToText(facts.birthDate)}`,
    ]),
  )
  return (ref) => names.get(ref) ?? '–'
}

/** The calculated sums, a row for each person's part of a year. */
export function specification(
  file: ClaimFile,
  computation: Computation,
  pack: RulePack,
  t: PdfTexts,
): readonly BlockInput[] {
  const { claim } = file
  const nameOf = namer(file, t)
  const rows = computation.persons.flatMap((person) =>
    claimLines(person, claim.kind, claim.claimantType, pack).map((line): TableCell[] => [
      left(nameOf(person.ref)),
      left(person.start === null ? '–' : dateToText(person.start)),
      left(`${line.year} ${t[line.part]}`),
      left(lineMonths(line)),
      left(
        line.terms
          .map(({ months, yearlyCents }) => `${months}/12\u00a0×\u00a0${centsToText(yearlyCents)}`)
          .join(' + '),
      ),
      right(centsToText(line.cents)),
    ]),
  )
  return [
    { kind: 'heading', text: t.specification },
    { kind: 'paragraph', text: t.specificationIntro },
    {
      kind: 'table',
      widths: [1.9, 1.9, 1.5, 2.1, 2.8, 1.9],
      head: [
        left(t.person),
        left(t.start),
        left(t.partOfSum),
        left(t.months),
        left(t.calculation),
        right(t.sum),
      ],
      rows: [
        ...rows,
        [left(t.all), left(''), left(''), left(''), left(''), right(centsToText(computation.totalCents))],
      ],
    },
  ]
}

/** Costs line by line: for whom, what, when, and what may be claimed of it. */
export function costs(file: ClaimFile, computation: CostComputation, t: PdfTexts): readonly BlockInput[] {
  const { claim, lines } = file
  const nameOf = namer(file, t)
  const computed = new Map(computation.lines.map((line) => [line.ref, line]))
  const typeOf = (code: string): string =>
    costTypes.find((row) => row.code === code)?.[claim.language] ?? code
  const rows = lines.flatMap(({ id, fields }) =>
    fields.shares.map(({ personId }): TableCell[] => {
      const line = computed.get(shareRef(id, personId))
      return [
        left(nameOf(personId)),
        left(typeOf(fields.costType)),
        left(periodText(fields)),
        left(fields.voucherNumber || '–'),
        right(centsToText(line?.netCents ?? 0)),
        right(`${line?.days ?? 0}/${line?.allDays ?? 0}`),
        right(centsToText(line?.claimableCents ?? 0)),
      ]
    }),
  )
  return [
    { kind: 'heading', text: t.specification },
    { kind: 'paragraph', text: t.costsIntro },
    {
      kind: 'table',
      widths: [1.7, 2, 2.2, 1.3, 1.7, 1.1, 1.8],
      head: [
        left(t.person),
        left(t.costType),
        left(t.period),
        left(t.voucher),
        right(t.net),
        right(t.days),
        right(t.sum),
      ],
      rows: [
        ...rows,
        [
          left(t.all),
          left(''),
          left(''),
          left(''),
          right(''),
          right(''),
          right(centsToText(computation.totalCents)),
        ],
      ],
    },
  ]
}

const lineMonths = ({ firstDate, lastDate, terms }: ClaimLine): string =>
  `${dateToText(firstDate)}–${dateToText(lastDate)} (${terms.reduce((sum, { months }) => sum + months, 0)})`
