import { useLayoutEffect, useRef } from 'react'
import { emptyValue } from '../../../src-shared/domain/visits/combination-guard.ts'
import { useT } from '../../i18n/i18n.ts'
import { Button } from '../../ui/fields.tsx'
import { useProblemText } from '../../ui/use-problem-text.ts'
import type { VisitForm } from './model.ts'
import type { Question } from './questions.ts'

type Props = {
  readonly question: Question
  readonly onDrop: (part: Partial<VisitForm>) => void
}

/** What to look at before saving; saving again is the answer. It comes into view with the focus, and is read out. */
export function AskPanel({ question: { key, warnings, drop }, onDrop }: Props) {
  const t = useT()
  const { ofWarning } = useProblemText()
  const panel = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is a new one
  useLayoutEffect(() => {
    panel.current?.focus({ preventScroll: true })
    panel.current?.scrollIntoView({ block: 'center' })
  }, [key])
  return (
    <div ref={panel} tabIndex={-1} role="alert" aria-live="assertive" className="notice" data-tone="alert">
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
    </div>
  )
}
