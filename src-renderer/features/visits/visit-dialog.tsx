import { useStore } from '../../data/hooks/store-context.ts'
import { useReference } from '../../data/hooks/use-store-value.ts'
import { HistoryDialog } from './history-dialog.tsx'
import { InformDialog } from './inform-dialog.tsx'
import type { VisitForm } from './model.ts'
import { ReminderDialog } from './reminder-dialog.tsx'

export type OpenDialog =
  | { readonly kind: 'history' | 'reminder'; readonly id: string }
  | { readonly kind: 'inform'; readonly form: VisitForm }
type Props = { readonly dialog: OpenDialog; readonly onClose: () => void }

/** What is looked at, or noted, beside a visit. */
export function VisitDialog({ dialog, onClose }: Props) {
  const reference = useReference(useStore())
  switch (dialog.kind) {
    case 'history':
      return <HistoryDialog id={dialog.id} onClose={onClose} />
    case 'reminder':
      return <ReminderDialog visitId={dialog.id} onClose={onClose} />
    case 'inform':
      return <InformDialog form={dialog.form} reference={reference} onClose={onClose} />
  }
}
