import { lazy, memo } from 'react'
import { useStore as useZustand } from 'zustand'
import { assertNever } from '../../src-shared/kernel/result.ts'
import { VisitsScreen } from '../features/visits/visits-screen.tsx'
import type { SessionStore } from './session.ts'

// what a shift at the desk does not need is loaded when it is asked for
const ClaimsPage = lazy(() => import('./claims-page.tsx').then((page) => ({ default: page.ClaimsPage })))
const PeriodsScreen = lazy(() =>
  import('../features/periods/periods-screen.tsx').then((screen) => ({ default: screen.PeriodsScreen })),
)
const HandoverScreen = lazy(() =>
  import('../features/handover/handover-screen.tsx').then((screen) => ({ default: screen.HandoverScreen })),
)
const AdminScreen = lazy(() =>
  import('../features/admin/admin-screen.tsx').then((screen) => ({ default: screen.AdminScreen })),
)
const SettingsScreen = lazy(() =>
  import('../features/settings/settings-screen.tsx').then((screen) => ({ default: screen.SettingsScreen })),
)
const ConflictsScreen = lazy(() =>
  import('../features/conflicts/conflicts-screen.tsx').then((screen) => ({
    default: screen.ConflictsScreen,
  })),
)

/**
 * What fills the window. It hangs on which screen is asked for and on nothing else of the window: how the sync stands
 * changes every few seconds, and a claim of thousands of lines is not drawn anew for that.
 */
export const CurrentScreen = memo(function CurrentScreen({ session }: { readonly session: SessionStore }) {
  const shown = useZustand(session, ({ view }) => view)
  switch (shown) {
    case 'visits':
      return <VisitsScreen />
    case 'periods':
      return <PeriodsScreen />
    case 'handover':
      return <HandoverScreen />
    case 'persons':
    case 'claims':
    case 'decisions':
    case 'reconcile':
    case 'deadlines':
    case 'overview':
    case 'claimant':
    case 'rules':
      return <ClaimsPage part={shown} onGoToClaims={() => session.setState({ view: 'claims' })} />
    case 'conflicts':
      return <ConflictsScreen />
    case 'admin':
      return <AdminScreen />
    case 'settings':
      return <SettingsScreen onConnected={() => void session.getState().loop?.syncNow()} />
    default:
      return assertNever(shown)
  }
})
