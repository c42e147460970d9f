import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { ErrorBoundary } from './app/error-boundary.tsx'
import { createSession } from './app/session.ts'
import { startI18n } from './i18n/i18n.ts'
import { watchForChanges } from './ui/act-once.ts'
import { steadyPointer } from './ui/steady-pointer.ts'
import '@fontsource-variable/source-sans-3'
import 'virtual:suomifi-tokens.css'
import './ui/style.css'

await startI18n(navigator.language)
watchForChanges(document)
steadyPointer(document)
const session = createSession()
const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <StrictMode>
      <ErrorBoundary>
        <App session={session} />
      </ErrorBoundary>
    </StrictMode>,
  )
