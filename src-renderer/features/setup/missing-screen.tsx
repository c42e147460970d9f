import { useId, useState } from 'react'
import type { Output } from '../../../src-shared/bridge/calls.ts'
import { momentToText, useLang, useT } from '../../i18n/i18n.ts'
import { Button, CheckInput, Notice } from '../../ui/fields.tsx'

/** What a register had and has no longer, as far as it is known. */
export type Missing = {
  readonly kind: 'keys' | 'empty' | 'older' | 'other'
  readonly was: Readonly<Record<string, number>>
  readonly now: Readonly<Record<string, number>>
  /** When something was saved last, ISO 8601; null where that is not known. */
  readonly savedAt: string | null
  /** What the hub did not have of it; null where nobody knows, or there is no hub. */
  readonly unsent: number | null
  readonly hasHub: boolean
  /** Where the copy lies that was taken before this start; null where none could be taken. */
  readonly copy: string | null
  /** A copy that a person has chosen stands in the register's place. */
  readonly isRestored: boolean
  /** The window that saved last, where it was another; null where it was this one, or nobody knows. */
  readonly openedIn: string | null
  readonly isInBrowser: boolean
}
export type MissingActions = {
  readonly fetchFromHub: () => Promise<'done' | 'unreachable'>
  readonly pickCopy: () => Promise<Output<'pickCopy'>['kind']>
  readonly goOn: () => Promise<void>
  readonly keepForSupport: () => Promise<string>
  readonly restart: () => Promise<Output<'restart'>>
  /** Brings back the register from a backup; asked for only where its keys are gone. */
  readonly restore: () => void
}

const kinds = ['visit', 'person', 'decision', 'paymentClaim', 'attachment'] as const

/** An empty, smaller or foreign register beside its keys: what is missing, and what can be done. Never a first start. */
export function MissingScreen({
  missing,
  actions,
}: {
  readonly missing: Missing
  readonly actions: MissingActions
}) {
  const t = useT()
  const [said, setSaid] = useState<string | null>(null)
  const [isStaged, setStaged] = useState(false)
  const [isWorking, setWorking] = useState(false)
  const [isSure, setSure] = useState(false)

  async function act(work: () => Promise<string>): Promise<void> {
    setWorking(true)
    setSaid(null)
    try {
      setSaid(await work())
    } finally {
      setWorking(false)
    }
  }
  const fetchAll = async (): Promise<string> => {
    setSaid(t('damage.fetching'))
    return (await actions.fetchFromHub()) === 'done' ? '' : t('damage.notFetched')
  }
  const pick = async (): Promise<string> => {
    const kind = await actions.pickCopy()
    setStaged(kind === 'staged')
    return t(`damage.copy.${kind}`)
  }
  const keep = async (): Promise<string> =>
    t('damage.supportDone', { folder: await actions.keepForSupport() })
  const restart = async (): Promise<string> =>
    (await actions.restart()) === 'by-hand' ? t('damage.copy.staged') : ''
  const isOld = missing.isRestored && missing.kind === 'older'
  return (
    <main className="narrow">
      <div className="card stack">
        <h1>{t(missing.kind === 'keys' ? 'damage.keysTitle' : 'damage.title')}</h1>
        <Notice tone="alert">
          <p>{t(isOld ? 'damage.restored' : `damage.${missing.kind}`)}</p>
        </Notice>
        {missing.openedIn ? (
          <Notice>{t('damage.openedIn', { window: missing.openedIn })}</Notice>
        ) : missing.isInBrowser && missing.kind !== 'keys' ? (
          <Notice>{t('damage.otherProfile')}</Notice>
        ) : null}
        <WhatIsMissing missing={missing} />
        <h2>{t('damage.choose')}</h2>
        {missing.hasHub ? (
          <Choice text={t('damage.fromHubText')}>
            <Button variant="primary" isDisabled={isWorking} onPress={() => act(fetchAll)}>
              {t('damage.fromHub')}
            </Button>
          </Choice>
        ) : null}
        <Choice text={t('damage.copyText')}>
          <Button isDisabled={isWorking} onPress={() => act(pick)}>
            {t('damage.copy')}
          </Button>
          {isStaged ? (
            <Button variant="primary" onPress={() => act(restart)}>
              {t('damage.restart')}
            </Button>
          ) : null}
        </Choice>
        {missing.kind === 'keys' ? (
          <Choice text={t('restore.keysText')}>
            <Button onPress={actions.restore}>{t('setup.restore')}</Button>
          </Choice>
        ) : null}
        <Choice text={t('damage.supportText')}>
          <Button isDisabled={isWorking} onPress={() => act(keep)}>
            {t('damage.support')}
          </Button>
        </Choice>
        {missing.kind === 'older' || missing.kind === 'other' ? (
          <Choice text={t('damage.goOnText')}>
            <CheckInput label={t('damage.goOnSure')} checked={isSure} onChange={setSure} />
            <Button
              isDisabled={isWorking || !isSure}
              onPress={() => act(() => actions.goOn().then(() => ''))}
            >
              {t('damage.goOn')}
            </Button>
          </Choice>
        ) : null}
        <p role="status">{said}</p>
      </div>
    </main>
  )
}

function Choice({ text, children }: { readonly text: string; readonly children: React.ReactNode }) {
  return (
    <div className="choice">
      <div className="row">{children}</div>
      <p className="hint">{text}</p>
    </div>
  )
}

function WhatIsMissing({ missing }: { readonly missing: Missing }) {
  const t = useT()
  const lang = useLang()
  const id = useId()
  const { was, now, savedAt, unsent, hasHub, copy, kind } = missing
  const rows = kinds.filter((one) => was[one] || now[one])
  const sent =
    unsent === 0 ? t('damage.allSent') : unsent !== null ? t('damage.unsent', { count: unsent }) : null
  return (
    <>
      {rows.length > 0 ? (
        <table aria-labelledby={id}>
          <caption id={id}>{t('damage.table')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('damage.what')}</th>
              <th scope="col">{t('damage.was')}</th>
              <th scope="col">{t('damage.now')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((one) => (
              <tr key={one}>
                <th scope="row">{t(`damage.${one}`)}</th>
                <td>{was[one] ?? 0}</td>
                <td>{now[one] ?? 0}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      <ul>
        {savedAt ? <li>{t('damage.lastSaved', { at: momentToText(savedAt, lang) })}</li> : null}
        {hasHub ? sent ? <li>{sent}</li> : null : kind === 'keys' ? null : <li>{t('damage.noHub')}</li>}
        <li>{copy ? t('damage.kept', { copy }) : t('damage.notKept')}</li>
      </ul>
    </>
  )
}
