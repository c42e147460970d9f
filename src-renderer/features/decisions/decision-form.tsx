import { kindsWithDecision } from '../../../src-shared/domain/claims/rules/claimable-kinds.ts'
import { authorityOn, type RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import type { ClaimantType } from '../../../src-shared/domain/claims/rules/rule-rows.ts'
import type { Row } from '../../data/records/records.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { today } from '../../platform/clock.ts'
import { DraftNotice } from '../../ui/draft-offers.tsx'
import { Form } from '../../ui/form.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { freshDecision } from './decision-draft.ts'
import { DecisionFieldsView } from './decision-fields.tsx'
import { useDecisionForm } from './use-decision-form.ts'

type Props = {
  readonly editing: Row<'decision'> | null
  readonly persons: readonly Row<'person'>[]
  readonly claimantType: ClaimantType
  readonly pack: RulePack
  readonly onDone: (id: string | null) => void
}

/** A decision of the regional centre: what it covers, and under which number it is found. */
export function DecisionForm({ editing, persons, claimantType, pack, onDone }: Props) {
  const t = useT()
  const lang = useLang()
  const kinds = kindsWithDecision(pack, claimantType)
  const { entry, submit, giveUp, unplaced, isRestored } = useDecisionForm({
    editing,
    pack,
    fresh: () => {
      const day = today()
      const centre = authorityOn(pack, 'decider', day)?.name[lang]
      return freshDecision(kinds[0] ?? '', centre ?? '', day.slice(0, 4))
    },
    onDone,
  })
  return (
    <Form className="card" onSave={submit} unplaced={unplaced}>
      <h2>{editing ? t('decisions.editing') : t('decisions.new')}</h2>
      <DraftNotice isShown={isRestored} onDrop={giveUp} />
      <DecisionFieldsView entry={entry} persons={persons} pack={pack} kinds={kinds} />
      <FormButtons onCancel={giveUp} />
    </Form>
  )
}
