import { areas } from '../../src-shared/codes/areas.ts'
import type { Computation } from '../../src-shared/domain/claims/case.ts'
import type { ClaimFile } from '../../src-shared/domain/claims/claim-file.ts'
import { type ClaimLine, claimLines } from '../../src-shared/domain/claims/claim-lines.ts'
import { compute } from '../../src-shared/domain/claims/compute.ts'
import { centsToText } from '../../src-shared/domain/claims/money.ts'
import { claimDeadline, type RulePack } from '../../src-shared/domain/claims/rule-pack.ts'
import { dateToText } from '../../src-shared/domain/iso-date.ts'
import { type Cell, createTaggedDocument, type TaggedDocument } from './tagged-document.ts'
import { type PdfTexts, pdfTexts } from './texts.ts'

const right = (text: string): Cell => ({ text, align: 'right' })
const left = (text: string): Cell => ({ text })

/** What a claim's frozen facts come to. @throws SumDiffers when that is not what the claim says. */
export function recompute({ claim }: ClaimFile, pack: RulePack): Computation {
  const result = compute(
    {
      claimant: { type: claim.claimantType, code: claim.claimantCode },
      kind: claim.kind,
      period: claim.period,
      persons: claim.persons.map(({ facts }) => facts),
    },
    pack,
    areas,
  )
  if (!result.ok || result.value.totalCents !== claim.totalCents || pack.id !== claim.rulePack)
    throw new SumDiffers()
  return result.value
}
export class SumDiffers extends Error {}

/** Our own pages of the claim file: cover, summary, specification, basis, evidence, statement (claims.md §13). */
export async function writeClaimPages(
  file: ClaimFile,
  pack: RulePack,
  resources: string,
): Promise<Uint8Array> {
  const { claim } = file
  const t = pdfTexts[claim.language]
  const computation = recompute(file, pack)
  const kind = pack.kinds.find((row) => row.code === claim.kind)
  const title = `${t.title}: ${kind?.name[claim.language] ?? claim.kind}`
  const doc = createTaggedDocument({
    resources,
    title,
    language: claim.language,
    createdOn: new Date(`${claim.preparedOn}T12:00:00Z`),
    archival: !file.attachments.some(
      ({ mediaType, placement }) => mediaType === 'application/pdf' && placement === 'merge',
    ),
  })
  doc.title(title)
  writeCover(
    doc,
    t,
    file,
    `${kind?.name[claim.language] ?? claim.kind} (${kind?.section ?? ''}, ${pack.law})`,
    pack,
  )
  writeSummary(doc, t, computation, pack)
  writeSpecification(doc, t, file, computation, pack)
  writeBasis(doc, t, file, computation, pack)
  writeEvidence(doc, t, file)
  doc.heading(t.statement)
  doc.paragraph(t.statementText)
  doc.paragraph(`${t.signature}: ______________________________________________`)
  return doc.finish(
    (page, pages) => `${claim.claimantName} · ${t.reference} ${file.claimId} · ${t.page} ${page}/${pages}`,
  )
}

function writeCover(
  doc: TaggedDocument,
  t: PdfTexts,
  { claim, claimId }: ClaimFile,
  kind: string,
  pack: RulePack,
): void {
  const rows: readonly (readonly [string, string])[] = [
    [t.claimant, claim.claimantName],
    [t.businessId, claim.businessId ?? '–'],
    [t.kind, kind],
    [t.period, `${dateToText(claim.period.from)}–${dateToText(claim.period.to)}`],
    [t.persons, String(claim.persons.length)],
    [t.total, centsToText(claim.totalCents)],
    [t.rulePack, pack.id],
    [t.prepared, dateToText(claim.preparedOn)],
    [t.preparedBy, claim.preparedBy],
    [t.reference, claimId],
  ]
  for (const [name, value] of rows) doc.paragraph(`${name}: ${value}`, { bold: name === t.total })
  if (pack.rates.some((rate) => rate.status !== 'verified')) doc.paragraph(t.unverified, { bold: true })
}

function writeSummary(doc: TaggedDocument, t: PdfTexts, computation: Computation, pack: RulePack): void {
  const years = new Map<string, number>()
  for (const person of computation.persons)
    for (const [year, cents] of Object.entries(person.byYear)) years.set(year, (years.get(year) ?? 0) + cents)
  doc.heading(t.summary)
  doc.table(
    [1, 2, 2],
    [left(t.year), right(t.sum), left(t.deadline)],
    [
      ...[...years]
        .toSorted()
        .map(([year, cents]) => [
          left(year),
          right(centsToText(cents)),
          left(dateToText(claimDeadline(pack, Number(year)))),
        ]),
      [left(t.all), right(centsToText(computation.totalCents)), left('')],
    ],
  )
}

function writeSpecification(
  doc: TaggedDocument,
  t: PdfTexts,
  { claim }: ClaimFile,
  computation: Computation,
  pack: RulePack,
): void {
  const labels = new Map(
    claim.persons.map(({ facts, label }) => [facts.ref, { label, birthDate: facts.birthDate }]),
  )
  doc.heading(t.specification)
  doc.paragraph(t.specificationIntro)
  const rows = computation.persons.flatMap((person) =>
    claimLines(person, claim.kind, claim.claimantType, pack).map((line) => {
      const known = labels.get(person.ref)
      const start = person.start === null ? '–' : dateToText(person.start)
      return [
        left(`${known?.label ?? ''}, ${t.born} ${known ? dateToText(known.birthDate) : ''}`),
        left(start),
        left(`${line.year} ${t[line.part]}`),
        left(lineMonths(line)),
        left(
          line.terms
            .map(({ months, yearlyCents }) => `${months}/12 × ${centsToText(yearlyCents)}`)
            .join(' + '),
        ),
        right(centsToText(line.cents)),
      ]
    }),
  )
  doc.table(
    [2.2, 1.9, 1.6, 2.2, 2.7, 1.8],
    [left(t.person), left(t.start), left(t.part), left(t.months), left(t.calculation), right(t.sum)],
    [
      ...rows,
      [left(t.all), left(''), left(''), left(''), left(''), right(centsToText(computation.totalCents))],
    ],
  )
}

const lineMonths = ({ firstDate, lastDate, terms }: ClaimLine): string =>
  `${dateToText(firstDate)}–${dateToText(lastDate)} (${terms.reduce((sum, { months }) => sum + months, 0)})`

function writeBasis(
  doc: TaggedDocument,
  t: PdfTexts,
  { claim }: ClaimFile,
  computation: Computation,
  pack: RulePack,
): void {
  const { policy } = pack
  doc.heading(t.basis)
  doc.paragraph(`${t.policy}: ${policy.id}${policy.assumption ? ` (${t.assumption})` : ''}. ${t.policyText}`)
  const euros = (cents: number | null): string => (cents === null ? '–' : centsToText(cents))
  doc.table(
    [2, 2.6, 3, 1.5],
    [left(t.rule), left(t.amount), left(t.source), left(t.state)],
    pack.rates
      .filter((rate) => rate.kind === claim.kind && rate.claimantType === claim.claimantType)
      .map((rate) => [
        left(`${rate.ruleId}, ${dateToText(rate.validFrom)}–${rate.validTo ? dateToText(rate.validTo) : ''}`),
        left([rate.under7Cents, rate.from7Cents, rate.adultSupplementCents].map(euros).join(' / ')),
        left(`${rate.source}, ${rate.section}`),
        left(t.states[rate.status]),
      ]),
  )
  if (computation.warnings.length === 0) return
  const labels = new Map(claim.persons.map(({ facts, label }) => [facts.ref, label]))
  doc.paragraph(t.warnings, { bold: true })
  for (const warning of computation.warnings)
    doc.paragraph(`${labels.get(warning.ref) ?? ''} (${warning.code}): ${t.warningTexts[warning.code]}`)
}

function writeEvidence(doc: TaggedDocument, t: PdfTexts, { attachments }: ClaimFile): void {
  doc.heading(t.evidence)
  if (attachments.length === 0) {
    doc.paragraph(t.noEvidence)
    return
  }
  doc.table(
    [0.5, 2.4, 1.2, 3, 3.6],
    [left('#'), left(t.file), right(t.size), left(t.placement), left(t.fingerprint)],
    attachments.map((one, index) => [
      left(String(index + 1)),
      left(one.name),
      right(`${Math.ceil(one.bytes / 1024)}\u00a0kB`),
      left(one.reason === null ? t.merged : t.whole[one.reason]),
      left(one.sha256.replaceAll(/(.{16})/g, '$1 ').trim()),
    ]),
  )
}
