import { useEffect, useState } from 'react'
import type { Output } from '../../../src-shared/bridge/calls.ts'
import { keptExportOf } from '../../data/exporting/kept-export.ts'
import { noteExport } from '../../data/exporting/note-export.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useT } from '../../i18n/i18n.ts'
import { bridge } from '../../platform/bridge.ts'
import { useProblemText } from '../../ui/use-problem-text.ts'

export type KeptState = Output<'keptExport'>
/** It is brought up to date behind the screen. */
const askEveryMs = 3000

const lookInto = async (show: (state: KeptState) => void): Promise<void> =>
  show(await bridge().keptExport({}))

/** The folder that is kept up to date: how it stands, and the acts of an administrator on it. */
export function useKeptExport() {
  const t = useT()
  const store = useStore()
  const { ofAll } = useProblemText()
  const [state, setState] = useState<KeptState | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [isWriting, setWriting] = useState(false)
  useEffect(() => {
    const ask = (): void => void lookInto(setState).catch(() => undefined) // asked again
    ask()
    const timer = setInterval(ask, askEveryMs)
    return () => clearInterval(timer)
  }, [])

  async function refresh(): Promise<void> {
    setWriting(true)
    await keptExportOf(store)
      ?.refresh()
      .finally(() => setWriting(false))
    await lookInto(setState)
  }
  async function set(recipients: readonly string[]): Promise<void> {
    setProblem(null)
    const noted = await noteExport(store, `kept export: ${recipients.join(' ') || 'plain'}`)
    if (!noted.ok) return setProblem(ofAll(noted.error))
    const answer = await bridge().keptExportSet({ recipients: [...recipients] })
    if (answer.kind === 'failed') return setProblem(t(`exports.failed.${answer.reason}`))
    if (answer.kind === 'inside' || answer.kind === 'recipient')
      return setProblem(t(`exports.${answer.kind}`))
    if (answer.kind === 'set') await refresh()
  }
  async function end(): Promise<void> {
    const noted = await noteExport(store, 'kept export: ended')
    if (!noted.ok) return setProblem(ofAll(noted.error))
    await bridge().keptExportEnd({})
    await lookInto(setState)
  }
  return { state, problem, isWriting, refresh, set, end }
}
