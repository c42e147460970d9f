import type { RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { CheckInput, Notice, SelectInput } from '../../ui/fields.tsx'
import { EarlierPermits } from './earlier-permits.tsx'
import { PersonDate, type PersonEntry, PersonText } from './person-entry.tsx'

type Props = { readonly entry: PersonEntry; readonly pack: RulePack }

const isQuotaGround = (pack: RulePack, code: string): boolean =>
  pack.permitGrounds.some((row) => row.code === code && row.isQuota === true)

/** On which ground a person has a permit and since when, with the permits before. */
export function PermitFields({ entry, pack }: Props) {
  const t = useT()
  const lang = useLang()
  const { form, set, errorAt } = entry
  return (
    <>
      <SelectInput
        label={t('persons.permitGround')}
        value={form.permitGround}
        options={[
          ...pack.permitGrounds.map((row) => ({
            value: row.code,
            label: `${row.code} ${row.label[lang]}`,
          })),
          { value: '', label: t('common.none') },
        ]}
        // the ground of a quota refugee says by itself what the flag says of relatives (61 § sub 3)
        onChange={(permitGround) =>
          set({ permitGround, quota: form.quota || isQuotaGround(pack, permitGround) })
        }
        error={errorAt('permitGround')}
      />
      <PersonDate entry={entry} name="permitDecidedOn" />
      <PersonDate entry={entry} name="permitValidFrom" />
      <PersonDate entry={entry} name="permitValidTo" />
      <EarlierPermits form={form} pack={pack} onChange={set} />
      <PersonText entry={entry} name="migriNumber" />
    </>
  )
}

/** What is so or not so of a person, and the days that belong to it. */
export function CircumstanceFields({ entry, pack }: Props) {
  const t = useT()
  const { form, set } = entry
  return (
    <>
      <div className="wide">
        <CheckInput label={t('persons.quota')} checked={form.quota} onChange={(quota) => set({ quota })} />
        {isQuotaGround(pack, form.permitGround) && !form.quota ? (
          <Notice tone="warning">{t('persons.quotaByGround')}</Notice>
        ) : null}
        {(['directedToPlace', 'unaccompanied', 'warVolunteer', 'isProtected'] as const).map((name) => (
          <CheckInput
            key={name}
            label={t(`persons.${name}`)}
            checked={form[name]}
            onChange={(value) => set({ [name]: value })}
          />
        ))}
      </div>
      <SelectInput
        label={t('persons.needOnArrival')}
        value={form.needOnArrival}
        options={(['yes', 'no', 'not-known'] as const).map((value) => ({
          value,
          label: t(`persons.tie.${value}`),
        }))}
        onChange={(value) => set({ needOnArrival: value === 'yes' || value === 'no' ? value : 'not-known' })}
      />
      <PersonDate entry={entry} name="traffickingFrom" />
      <PersonDate entry={entry} name="arrivedOn" hint={t('persons.arrivedOnHint')} />
    </>
  )
}
