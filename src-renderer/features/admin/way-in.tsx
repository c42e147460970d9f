import { useState } from 'react'
import { useStore } from '../../data/hooks/store-context.ts'
import { useRows } from '../../data/hooks/use-rows.ts'
import { useT } from '../../i18n/i18n.ts'
import { bridge } from '../../platform/bridge.ts'
import { TextInput } from '../../ui/fields.tsx'
import { useSay } from '../../ui/toast.tsx'

/** The passphrase by which another user signs in on this computer, with that of whoever gives it. */
export function useWayIn() {
  const t = useT()
  const say = useSay()
  const organisations = useRows(useStore(), 'organisation')
  const [passphrase, setPassphrase] = useState('')
  const [current, setCurrent] = useState('')
  const [problem, setProblem] = useState<string | undefined>()
  const [currentProblem, setCurrentProblem] = useState<string | undefined>()
  /** Gives the user a way in on this computer. False when it was not done, which is told at the field. */
  async function give(userId: string, displayName: string): Promise<boolean> {
    setProblem(undefined)
    setCurrentProblem(undefined)
    if (passphrase.length < 8) setProblem(t('setup.tooShort'))
    if (current === '') setCurrentProblem(t('setup.required'))
    if (passphrase.length < 8 || current === '') return false
    const names = [...(organisations ?? []).map((row) => row.fields.name), displayName].filter(Boolean)
    const answer = await bridge().keysAddUser({ userId, passphrase, currentPassphrase: current, names })
    if (answer.kind === 'added') return true
    if (answer.kind === 'taken') setProblem(t('admin.taken'))
    if (answer.kind === 'weak') setProblem(t('setup.weak'))
    if (answer.kind === 'locked') say(t('sync.reason.locked'))
    if (answer.kind === 'wrong') {
      const wait = Math.ceil(answer.waitMs / 1000)
      setCurrentProblem(
        [t('unlock.wrong'), ...(wait > 0 ? [t('unlock.wait', { seconds: wait })] : [])].join(' '),
      )
    }
    return false
  }
  return { passphrase, setPassphrase, problem, current, setCurrent, currentProblem, give }
}

/** Asks for both, the second once there is a first. */
export function WayInFields({ wayIn }: { readonly wayIn: ReturnType<typeof useWayIn> }) {
  const t = useT()
  const { passphrase, setPassphrase, problem, current, setCurrent, currentProblem } = wayIn
  return (
    <>
      <TextInput
        className="wide"
        type="password"
        label={t('admin.devicePassphrase')}
        hint={t('admin.devicePassphraseHint')}
        value={passphrase}
        onChange={setPassphrase}
        error={problem}
        autoComplete="new-password"
      />
      {passphrase === '' ? null : (
        <TextInput
          className="wide"
          type="password"
          label={t('admin.currentPassphrase')}
          hint={t('admin.currentPassphraseHint')}
          value={current}
          onChange={setCurrent}
          error={currentProblem}
          autoComplete="current-password"
        />
      )}
    </>
  )
}
