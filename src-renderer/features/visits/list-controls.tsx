import { useState } from 'react'
import { useT } from '../../i18n/i18n.ts'
import { Button, type Option, SelectInput, TextInput } from '../../ui/fields.tsx'
import { moveDay, type Span, spans } from './list-model.ts'

export const filterNames = [
  'siteId',
  'serviceLanguage',
  'topics',
  'channel',
  'outcome',
  'userId',
  'completeness',
] as const
export type FilterName = (typeof filterNames)[number]
export type ListChoice = {
  readonly span: Span
  readonly day: string
  readonly text: string
  readonly filters: Readonly<Partial<Record<FilterName, string>>>
}

type Props = {
  readonly choice: ListChoice
  readonly onChange: (choice: ListChoice) => void
  readonly optionsOf: (filter: FilterName) => readonly Option[]
}

/** Which visits are listed: the span of days, words to find, and filters. */
export function ListControls({ choice, onChange, optionsOf }: Props) {
  const t = useT()
  const set = (part: Partial<ListChoice>): void => onChange({ ...choice, ...part })
  const [isOpen, setOpen] = useState(false)
  const used = Object.values(choice.filters).filter(Boolean).length
  return (
    <search className="controls" aria-label={t('visits.searchLabel')}>
      <div className="row">
        <SelectInput
          label={t('visits.span')}
          value={choice.span}
          options={spans.map((span) => ({ value: span, label: t(`visits.span.${span}`) }))}
          onChange={(span) => set({ span: span as Span })} // one of the options
        />
        {choice.span === 'all' ? null : (
          <>
            <Button
              aria-label={t('visits.earlier')}
              onPress={() => set({ day: moveDay(choice.span, choice.day, -1) })}
            >
              ‹
            </Button>
            <TextInput
              label={t('visits.day')}
              type="date"
              value={choice.day}
              onChange={(day) => day && set({ day })}
            />
            <Button
              aria-label={t('visits.later')}
              onPress={() => set({ day: moveDay(choice.span, choice.day, 1) })}
            >
              ›
            </Button>
          </>
        )}
        <TextInput
          className="wide search"
          label={t('visits.search')}
          value={choice.text}
          onChange={(text) => set({ text })}
        />
      </div>
      <div>
        <Button variant="plain" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {used > 0 ? t('visits.filtersUsed', { count: used }) : t('visits.filters')}
        </Button>
      </div>
      {isOpen ? (
        <div className="fields">
          {filterNames.map((name) => (
            <SelectInput
              key={name}
              label={t(`visits.${name}`)}
              value={choice.filters[name] ?? ''}
              options={[{ value: '', label: t('visits.any') }, ...optionsOf(name)]}
              onChange={(value) => {
                const { [name]: _, ...rest } = choice.filters
                set({ filters: value === '' ? rest : { ...rest, [name]: value } })
              }}
            />
          ))}
        </div>
      ) : null}
    </search>
  )
}
