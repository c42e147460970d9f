import { emptyValue } from '../../../src-shared/domain/combination-guard.ts'
import { useT } from '../../i18n/i18n.ts'
import { Button, Notice } from '../../ui/fields.tsx'
import { useProblemText } from '../../ui/use-problem-text.ts'
import type { VisitForm } from './model.ts'
import type { Question } from './questions.ts'

type Props = {
  readonly question: Question
  readonly onDrop: (part: Partial<VisitForm>) => void
}

/** What to look at before saving; saving again is the answer. */
export function AskPanel({ question: { warnings, drop }, onDrop }: Props) {
  const t = useT()
  const { ofWarning } = useProblemText()
  return (
    <Notice tone="alert">
      <ul>
        {warnings.map(({ id, field }) => (
          <li key={`${id} ${field}`}>{ofWarning(id)}</li>
        ))}
        {drop ? (
          <li>
            {t('visits.guard', { field: t(`visits.${drop}`) })}{' '}
            <Button onPress={() => onDrop({ [drop]: emptyValue(drop) })}>
              {t('visits.guardDrop', { field: t(`visits.${drop}`) })}
            </Button>
          </li>
        ) : null}
      </ul>
      <p>{t('visits.askAgain')}</p>
    </Notice>
  )
}
