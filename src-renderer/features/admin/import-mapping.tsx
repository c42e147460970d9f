import {
  type ImportDefaults,
  type ImportMapping,
  importTargets,
} from '../../../src-shared/domain/visits/visit-import.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useReference } from '../../data/hooks/use-store-value.ts'
import { useT } from '../../i18n/i18n.ts'
import { today } from '../../platform/clock.ts'
import { CodePicker } from '../../ui/code-picker.tsx'
import { ColumnMapping } from '../../ui/column-mapping.tsx'
import { SelectInput } from '../../ui/fields.tsx'
import { useCodeOptions } from '../../ui/use-code-options.ts'
import { targetName } from './target-name.ts'

type Props = {
  readonly headings: readonly string[]
  readonly mapping: ImportMapping
  readonly onMapping: (mapping: ImportMapping) => void
  readonly defaults: ImportDefaults
  readonly onDefaults: (defaults: ImportDefaults) => void
}

/** Which column holds what, and what stands for the fields that have none. */
export function ImportMappingForm({ headings, mapping, onMapping, defaults, onDefaults }: Props) {
  const t = useT()
  const store = useStore()
  const { codes, sites } = useReference(store)
  const optionsOf = useCodeOptions(codes, today())
  return (
    <>
      <h3>{t('import.columns')}</h3>
      <div className="fields">
        <ColumnMapping
          targets={importTargets}
          headings={headings}
          mapping={mapping}
          onMapping={onMapping}
          nameOf={(target) => targetName(t, target)}
        />
      </div>
      <h3>{t('import.defaults')}</h3>
      <div className="fields">
        <SelectInput
          label={t('visits.site')}
          value={defaults.siteId}
          options={[...sites].map(([id, { name }]) => ({ value: id, label: name }))}
          onChange={(siteId) => onDefaults({ ...defaults, siteId })}
        />
        {(['channel', 'setting', 'serviceLanguage', 'outcome'] as const).map((name) => (
          <CodePicker
            key={name}
            label={t(`visits.${name}`)}
            options={optionsOf(name === 'serviceLanguage' ? 'language' : name)}
            value={defaults[name]}
            onChange={(value) => onDefaults({ ...defaults, [name]: value })}
          />
        ))}
        <CodePicker
          label={t('visits.topics')}
          options={optionsOf('topic')}
          value={defaults.topics[0] ?? ''}
          onChange={(topic) => onDefaults({ ...defaults, topics: [topic] })}
        />
      </div>
    </>
  )
}
