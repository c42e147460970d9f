import { useRef, useState } from 'react'
import type { Output } from '../../../src-shared/bridge/calls.ts'
import { noteExport } from '../../data/exporting/note-export.ts'
import { type ExportProgress, sendExport } from '../../data/exporting/send-export.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { bridge } from '../../platform/bridge.ts'
import { useProblemText } from '../../ui/use-problem-text.ts'
import { exportHead } from './export-head.ts'

type NotDone = Exclude<Output<'exportEnd'>, { readonly kind: 'done' }>

/** Exports all of the register once, with its progress, the way to stop it, and what came of it in words. */
export function useExport() {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const { ofAll } = useProblemText()
  const [progress, setProgress] = useState<ExportProgress | null>(null)
  const [said, setSaid] = useState<{ readonly isDone: boolean; readonly text: string } | null>(null)
  const stopping = useRef<AbortController | null>(null)
  const fail = (text: string): void => setSaid({ isDone: false, text })
  const notDone = ({ reason }: NotDone): void => fail(t(`exports.failed.${reason}`))

  async function start(recipients: readonly string[]): Promise<void> {
    setSaid(null)
    const begun = await bridge().exportBegin({
      head: await exportHead(store, lang),
      to: 'chosen',
      recipients: [...recipients],
    })
    if (begun.kind === 'failed') return notDone(begun)
    if (begun.kind === 'inside' || begun.kind === 'recipient') return fail(t(`exports.${begun.kind}`))
    if (begun.kind !== 'begun') return
    const noted = await noteExport(store, `export: ${begun.name}, ${recipients.join(' ') || 'plain'}`)
    if (!noted.ok) {
      await bridge().exportCancel({ job: begun.job })
      return fail(ofAll(noted.error))
    }
    const controller = new AbortController()
    stopping.current = controller
    setProgress({ done: 0, of: 1 })
    const watching = { signal: controller.signal, onProgress: setProgress }
    const ended = await sendExport(store, bridge(), begun.job, watching).finally(() => setProgress(null))
    if (ended.kind === 'cancelled') return fail(t('exports.cancelled'))
    if (ended.kind === 'failed') return notDone(ended)
    const { name, rows, files, missing } = ended
    const text = t('exports.done', { name, rows, files })
    setSaid({
      isDone: true,
      text: missing > 0 ? `${text} ${t('exports.missing', { count: missing })}` : text,
    })
  }
  return { start, stop: () => stopping.current?.abort(), progress, said }
}
