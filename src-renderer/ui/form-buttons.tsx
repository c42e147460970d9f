import type { ReactNode } from 'react'
import { useT } from '../i18n/i18n.ts'
import { Button } from './fields.tsx'

type Props = {
  /** What the button says that saves, where it is another word than "save". */
  readonly label?: string
  /** Missing where a form stays on its screen and has nothing to go back to. */
  readonly onCancel?: (() => void) | undefined
  readonly isDisabled?: boolean
  /** What else can be done with the form. */
  readonly children?: ReactNode
}

/** The row that ends a form: save, cancel. It stands apart from what is above it by the same space in every form. */
export function FormButtons({ label, onCancel, isDisabled = false, children }: Props) {
  const t = useT()
  return (
    <div className="row form-buttons">
      <Button type="submit" variant="primary" isDisabled={isDisabled}>
        {label ?? t('common.save')}
      </Button>
      {onCancel ? <Button onPress={onCancel}>{t('common.cancel')}</Button> : null}
      {children}
    </div>
  )
}
