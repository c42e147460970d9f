import i18next from 'i18next'
import { Component, type ReactNode } from 'react'
import { I18nextProvider } from 'react-i18next'
import { useT } from '../i18n/i18n.ts'
import { Button } from '../ui/fields.tsx'

function Broken() {
  const t = useT()
  return (
    <main className="narrow">
      <div className="card" role="alert">
        <p>{t('app.broken')}</p>
        <Button variant="primary" onPress={() => window.location.reload()}>
          {t('app.reload')}
        </Button>
      </div>
    </main>
  )
}

/** A bug in a screen ends that screen, not the work: what was saved is on the disk. */
export class ErrorBoundary extends Component<
  { readonly children: ReactNode },
  { readonly isBroken: boolean }
> {
  override state = { isBroken: false }

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true }
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children
    return (
      <I18nextProvider i18n={i18next}>
        <Broken />
      </I18nextProvider>
    )
  }
}
