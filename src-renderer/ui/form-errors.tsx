import { type RefObject, useLayoutEffect, useState } from 'react'
import { useT } from '../i18n/i18n.ts'

type Found = { readonly field: HTMLElement; readonly label: string }
type Props = {
  readonly form: RefObject<HTMLFormElement | null>
  /** Counts the saves that were tried. */
  readonly attempts: number
  readonly unplaced: (() => readonly string[]) | undefined
}

/**
 * What kept a form from being saved, on top of it, with a link to each field that is wrong: there stands why. The first of
 * them gets the focus, so that it is in view and is read out.
 */
export function FormErrors({ form, attempts, unplaced }: Props) {
  const t = useT()
  const [found, setFound] = useState<readonly Found[]>([])
  useLayoutEffect(() => {
    if (attempts === 0) return
    const wrong = [...(form.current?.querySelectorAll<HTMLElement>('[aria-invalid="true"]') ?? [])]
    setFound(wrong.map((field) => ({ field, label: labelOf(field) })))
    if (wrong[0]) wrong[0].focus()
    // what stands at no field is told in a notice, wherever the form has it
    else form.current?.querySelector('.notice[data-tone="alert"]')?.scrollIntoView({ block: 'nearest' })
  }, [form, attempts])
  // asked here, when the fields of the form have said what they show
  const texts = unplaced?.() ?? []
  const isEmpty = found.length === 0 && texts.length === 0
  return (
    <div role="alert">
      {isEmpty ? null : (
        <div className="notice" data-tone="alert">
          <strong>{t('form.notSaved')}</strong>
          <ul>
            {texts.map((text) => (
              <li key={text}>{text}</li>
            ))}
            {found.map(({ field, label }) => (
              <li key={field.id}>
                <a
                  href={`#${field.id}`}
                  onClick={(event) => {
                    event.preventDefault()
                    field.focus()
                  }}
                >
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}

const labelOf = (field: HTMLElement): string =>
  ('labels' in field ? (field as HTMLInputElement).labels?.[0]?.textContent : null) ?? // an input or a select
  field.getAttribute('aria-label') ??
  ''
