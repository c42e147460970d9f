import { useStore } from '../../data/hooks/store-context.ts'
import { useReference } from '../../data/hooks/use-store-value.ts'
import { useT } from '../../i18n/i18n.ts'
import type { Option } from '../../ui/fields.tsx'
import { useCodeOptions } from '../../ui/use-code-options.ts'
import type { FilterName } from './list-controls.tsx'

/** What each filter of the list offers: the codes that are in use on a day, the sites, the people. */
export function useFilterOptions(day: string): (filter: FilterName) => readonly Option[] {
  const t = useT()
  const reference = useReference(useStore())
  const optionsOfCode = useCodeOptions(reference.codes, day)
  return (filter) => {
    switch (filter) {
      case 'siteId':
        return [...reference.sites].map(([id, { name }]) => ({ value: id, label: name }))
      case 'userId':
        return [...reference.users].map(([id, { displayName }]) => ({ value: id, label: displayName }))
      case 'completeness':
        return (['quick', 'complete'] as const).map((value) => ({ value, label: t(`visits.${value}`) }))
      case 'serviceLanguage':
        return optionsOfCode('language')
      case 'topics':
        return optionsOfCode('topic')
      default:
        return optionsOfCode(filter)
    }
  }
}
