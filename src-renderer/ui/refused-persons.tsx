import type { Refusal } from '../../src-shared/domain/claims/engine/case.ts'
import { isTextKey, useT } from '../i18n/i18n.ts'
import { Notice } from './fields.tsx'

/** More than anybody reads at once: of the rest the number is told. */
const maxShown = 20

type Props = {
  readonly refused: readonly Refusal[]
  /** The reference of a person on paper, by the record's id. */
  readonly labelOf: (id: string) => string
}

/** Persons who are left out of a sum because a fact of theirs cannot be: who, and which fact. */
export function RefusedPersons({ refused, labelOf }: Props) {
  const t = useT()
  if (refused.length === 0) return null
  const nameOf = (field: string): string => {
    const key = `persons.${fieldKeys[field] ?? field.split('[')[0]}`
    return isTextKey(key) ? t(key) : field
  }
  const names = refused.slice(0, maxShown).map(({ ref, field }) => `${labelOf(ref)} (${nameOf(field)})`)
  return (
    <Notice tone="alert">{t('persons.refused', { count: refused.length, names: names.join(', ') })}</Notice>
  )
}

/** Where the form calls a fact otherwise than the engine. */
const fieldKeys: Readonly<Record<string, string>> = { arrival: 'arrivedOn' }
