import i18next from 'i18next'
import { Component, type ReactNode } from 'react'
import { I18nextProvider } from 'react-i18next'
import { isUnreadable } from '../data/database/unreadable.ts'
import { useT } from '../i18n/i18n.ts'
import { unreadableNote } from '../platform/unreadable-note.ts'
import { Button } from '../ui/fields.tsx'

function Broken({ isUnreadable }: { readonly isUnreadable: boolean }) {
  const t = useT()
  return (
    <main className="narrow">
      <div className="card" role="alert">
        <p>{t(isUnreadable ? 'app.unreadable' : 'app.broken')}</p>
        <Button variant="primary" onPress={() => window.location.reload()}>
          {t('app.reload')}
        </Button>
      </div>
    </main>
  )
}

/** A bug in a screen ends that screen, not the work: what was saved is on the disk. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly error: unknown }> {
  override state = { error: null }

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error: error ?? 'unknown' }
  }

  override componentDidCatch(error: unknown): void {
    if (isUnreadable(error)) unreadableNote.write()
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children
    return (
      <I18nextProvider i18n={i18next}>
        <Broken isUnreadable={isUnreadable(this.state.error)} />
      </I18nextProvider>
    )
  }
}
