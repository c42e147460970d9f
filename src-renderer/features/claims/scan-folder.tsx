import { useEffect, useState } from 'react'
import type { Output } from '../../../src-shared/bridge/calls.ts'
import { momentToText, useLang, useT } from '../../i18n/i18n.ts'
import { bridge } from '../../platform/bridge.ts'
import { Button, Notice } from '../../ui/fields.tsx'

type Listed = Extract<Output<'listScanFolder'>, { kind: 'listed' }>['files'][number]
type Props = {
  /** Whether it was taken in. */
  readonly onAttach: (file: { readonly token: string; readonly name: string }) => Promise<boolean>
}
const lookAgainMs = 3000

/** The folder that a scanner writes to: what has come since stands first, and goes into the claim with one key. */
export function ScanFolder({ onAttach }: Props) {
  const t = useT()
  const lang = useLang()
  const [folder, setFolder] = useState<{ readonly id: string; readonly name: string } | null>(null)
  const [files, setFiles] = useState<readonly Listed[] | 'gone'>([])
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    if (!folder) return
    let isOver = false
    const look = async (): Promise<void> => {
      const answer = await bridge().listScanFolder({ folder: folder.id })
      if (!isOver) setFiles(answer.kind === 'listed' ? answer.files : 'gone')
    }
    void look()
    const timer = setInterval(() => void look(), lookAgainMs)
    return () => {
      isOver = true
      clearInterval(timer)
    }
  }, [folder])
  async function attach(token: string, name: string): Promise<void> {
    if (await onAttach({ token, name })) setTaken((others) => new Set([...others, token]))
  }
  async function pick(): Promise<void> {
    const picked = await bridge().pickScanFolder({})
    if (picked.kind === 'picked') setFolder({ id: picked.folder, name: picked.name })
  }
  return (
    <>
      <Button onPress={() => pick()}>{t('claims.scanFolder')}</Button>
      {folder ? (
        <section aria-label={t('claims.scans', { name: folder.name })}>
          <h4>{t('claims.scans', { name: folder.name })}</h4>
          {files === 'gone' ? <Notice tone="alert">{t('claims.scansGone')}</Notice> : null}
          {files.length === 0 ? <p>{t('claims.noScans')}</p> : null}
          <ul>
            {(files === 'gone' ? [] : files).map(({ token, name, modifiedMs }) => (
              <li key={token} className="row">
                <span>
                  {name} ({momentToText(new Date(modifiedMs).toISOString(), lang)})
                </span>
                {taken.has(token) ? (
                  t('claims.scanTaken')
                ) : (
                  <Button
                    variant="plain"
                    aria-label={t('claims.attachScan', { name })}
                    onPress={() => attach(token, name)}
                  >
                    {t('claims.attachOne')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}
