import type { RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { Button } from '../../ui/fields.tsx'
import { nextPermit, type PersonForm } from './model.ts'

type Props = {
  readonly form: PersonForm
  readonly pack: RulePack
  readonly onChange: (form: PersonForm) => void
}

/** The permits that a person has had before: a new one takes the place of the last, which stays to be seen. */
export function EarlierPermits({ form, pack, onChange }: Props) {
  const t = useT()
  const lang = useLang()
  const textOf = (day: string | null): string => (day === null ? '' : dateToText(day))
  const nameOf = (ground: string): string =>
    `${ground} ${pack.permitGrounds.find(({ code }) => code === ground)?.label[lang] ?? ''}`.trim()
  return (
    <div className="wide">
      {form.earlierPermits.length > 0 ? (
        <ul aria-label={t('persons.earlierPermits')}>
          {form.earlierPermits.map((permit, index) => (
            <li key={`${permit.ground} ${permit.decidedOn} ${permit.validFrom}`} className="row">
              <span>
                {nameOf(permit.ground)} {textOf(permit.validFrom)}–{textOf(permit.validTo)}
              </span>
              <Button
                variant="plain"
                aria-label={t('common.remove', { name: nameOf(permit.ground) })}
                onPress={() =>
                  onChange({
                    ...form,
                    earlierPermits: form.earlierPermits.filter((_, other) => other !== index),
                  })
                }
              >
                {t('common.delete')}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      <Button isDisabled={form.permitGround === ''} onPress={() => onChange(nextPermit(form))}>
        {t('persons.nextPermit')}
      </Button>
    </div>
  )
}
