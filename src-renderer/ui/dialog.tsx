import { type ReactNode, type SyntheticEvent, useLayoutEffect, useRef } from 'react'
import { useT } from '../i18n/i18n.ts'
import { Button } from './fields.tsx'

type Props = { readonly title: string; readonly onClose: () => void; readonly children: ReactNode }

/** The system's own modal: Escape closes it, the focus stays inside, and goes back to where it was. */
export function Dialog({ title, onClose, children }: Props) {
  const t = useT()
  const element = useRef<HTMLDialogElement>(null)
  // closed before it leaves the page: one that is gone already gives the focus back to nobody
  useLayoutEffect(() => {
    const dialog = element.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  // the system would close it at once and tell of it later, when another may stand in its place
  const onCancel = (event: SyntheticEvent): void => {
    if (event.target !== event.currentTarget) return // a choice of files inside was given up
    event.preventDefault()
    onClose()
  }
  return (
    <dialog ref={element} className="dialog" aria-label={title} onCancel={onCancel} onClose={onClose}>
      <div className="row">
        <h1>{title}</h1>
        <Button onPress={onClose}>{t('common.close')}</Button>
      </div>
      {children}
    </dialog>
  )
}
