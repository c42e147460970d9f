import type { ReactNode } from 'react'
import { useT } from '../i18n/i18n.ts'
import { Button } from './fields.tsx'

type Props = {
  /** Missing where a form stays on its screen and has nothing to go back to. */
  readonly onCancel?: () => void
  readonly isDisabled?: boolean
  /** What else can be done with the form. */
  readonly children?: ReactNode
}

/** The row that ends a form: save, cancel. */
export function FormButtons({ onCancel, isDisabled = false, children }: Props) {
  const t = useT()
  return (
    <div className="row">
      <Button type="submit" variant="primary" isDisabled={isDisabled}>
        {t('common.save')}
      </Button>
      {onCancel ? <Button onPress={onCancel}>{t('common.cancel')}</Button> : null}
      {children}
    </div>
  )
}
