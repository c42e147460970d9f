import { useEffect, useState } from 'react'
import type { Output } from '../../../src-shared/bridge/calls.ts'
import { useT } from '../../i18n/i18n.ts'
import { Button, Notice, TextInput } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'

/** `unopened`: the words were right, and the register would not open. */
export type UnlockAnswer = Output<'keysUnlock' | 'keysRecover'> | { readonly kind: 'unopened' }
type Props = {
  /** Whoever was signed in last is not a user any more. */
  readonly isOut: boolean
  readonly onUnlock: (passphrase: string) => Promise<UnlockAnswer>
  readonly onRecover: (recoveryKey: string, newPassphrase: string) => Promise<UnlockAnswer>
}

/** Unlock with the passphrase, or with the recovery key and a new passphrase. A wrong one costs time, never data. */
export function UnlockScreen({ isOut, onUnlock, onRecover }: Props) {
  const t = useT()
  const [isRecovery, setRecovery] = useState(false)
  const [passphrase, setPassphrase] = useState('')
  const [recoveryKey, setRecoveryKey] = useState('')
  const [problem, setProblem] = useState<'wrong' | 'damaged' | 'unopened' | 'short' | 'weak' | null>(null)
  const [isWorking, setWorking] = useState(false)
  const { seconds, waitFor } = useCountdown()

  async function submit(): Promise<void> {
    if (passphrase === '' || (isRecovery && recoveryKey.trim() === '')) return // nothing is tried yet
    if (isRecovery && passphrase.length < 8) return setProblem('short')
    setWorking(true)
    const tried = isRecovery ? onRecover(recoveryKey, passphrase) : onUnlock(passphrase)
    const answer = await tried.finally(() => setWorking(false))
    if (answer.kind === 'unlocked') return
    setProblem(answer.kind)
    if (answer.kind === 'wrong') waitFor(answer.waitMs)
  }
  const wrongText = isRecovery ? t('unlock.wrongKey') : t('unlock.wrong')
  const text = {
    wrong: wrongText,
    damaged: t('unlock.damaged'),
    unopened: t('unlock.unopened'),
    short: t('setup.tooShort'),
    weak: t('setup.weak'),
  }[problem ?? 'wrong']
  return (
    <main className="narrow">
      <Form className="card" onSave={submit}>
        <h1>{t('unlock.title')}</h1>
        {isOut ? <Notice tone="alert">{t('unlock.isOut')}</Notice> : null}
        {isRecovery ? (
          <TextInput
            label={t('unlock.recoveryKey')}
            value={recoveryKey}
            onChange={setRecoveryKey}
            autoFocus
          />
        ) : null}
        <TextInput
          key={isRecovery ? 'new' : 'old'}
          {...(isRecovery ? {} : { hint: t('unlock.shared') })}
          type="password"
          label={isRecovery ? t('unlock.newPassphrase') : t('setup.passphrase')}
          className="gap-below"
          value={passphrase}
          onChange={setPassphrase}
          autoFocus={!isRecovery}
        />
        <div role="alert">
          {problem ? <p className="error">{text}</p> : null}
          {seconds > 0 ? <p>{t('unlock.wait', { seconds })}</p> : null}
        </div>
        <FormButtons
          label={isRecovery ? t('unlock.recover') : t('unlock.open')}
          isDisabled={isWorking || seconds > 0}
        >
          <Button
            variant="plain"
            onPress={() => {
              setRecovery(!isRecovery)
              setProblem(null)
              setPassphrase('')
            }}
          >
            {isRecovery ? t('unlock.back') : t('unlock.forgot')}
          </Button>
        </FormButtons>
      </Form>
    </main>
  )
}

function useCountdown() {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    if (seconds <= 0) return
    const timer = setTimeout(() => setSeconds(seconds - 1), 1000)
    return () => clearTimeout(timer)
  }, [seconds])
  return { seconds, waitFor: (ms: number) => setSeconds(Math.ceil(ms / 1000)) }
}
