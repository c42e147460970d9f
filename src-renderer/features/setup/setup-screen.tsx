import { useState } from 'react'
import type { Output } from '../../../src-shared/bridge/calls.ts'
import { useT } from '../../i18n/i18n.ts'
import { Button, Notice, TextInput } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { useEnrolmentText } from '../../ui/use-enrolment-text.ts'
import { emptySetup, type SetupChoice, type SetupField, setupProblems } from './model.ts'

type Props = {
  /** Brings back a register from a backup instead. */
  readonly onRestore: () => void
  readonly onSetUp: (
    choice: SetupChoice,
  ) => Promise<
    | { readonly kind: 'done' | 'weak' }
    | { readonly kind: 'failed'; readonly enrolment: Exclude<Output<'syncEnrol'>, { kind: 'enrolled' }> }
  >
}

/** First start: create an organisation, or join one with a code. */
export function SetupScreen({ onSetUp, onRestore }: Props) {
  const t = useT()
  const enrolmentText = useEnrolmentText()
  const [choice, setChoice] = useState(emptySetup)
  const [isTried, setTried] = useState(false)
  const [isWorking, setWorking] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [weak, setWeak] = useState<string | null>(null)
  const problems = new Map(isTried ? setupProblems(choice) : [])
  if (isTried && weak !== null && choice.passphrase === weak) problems.set('passphrase', 'weak')
  const set = (part: Partial<SetupChoice>): void => setChoice({ ...choice, ...part })
  const field = (name: SetupField, label: string, extra: { type?: 'password'; hint?: string } = {}) => {
    const problem = problems.get(name)
    return (
      <TextInput
        label={label}
        value={choice[name]}
        onChange={(value) => set({ [name]: value })}
        error={problem ? t(`setup.${problem}`) : undefined}
        {...extra}
      />
    )
  }
  async function submit(): Promise<void> {
    setTried(true)
    if (setupProblems(choice).size > 0) return
    setWorking(true)
    setFailure(null)
    const outcome = await onSetUp(choice).finally(() => setWorking(false))
    setWeak(outcome.kind === 'weak' ? choice.passphrase : null)
    if (outcome.kind === 'failed') setFailure(enrolmentText(outcome.enrolment))
  }
  return (
    <main className="narrow">
      <Form className="card" onSave={submit}>
        <h1>{t('setup.title')}</h1>
        <p>{t('setup.intro')}</p>
        <fieldset className="card">
          <legend className="label">{t('setup.mode')}</legend>
          {(['create', 'join'] as const).map((mode) => (
            <label className="row" key={mode}>
              <input type="radio" name="mode" checked={choice.mode === mode} onChange={() => set({ mode })} />
              {t(`setup.${mode}`)}
            </label>
          ))}
        </fieldset>
        <div className="fields gap-below">
          {choice.mode === 'create' ? (
            <>
              {field('organisation', t('setup.organisation'))}
              {field('site', t('setup.site'))}
            </>
          ) : (
            <>
              {field('hubAddress', t('settings.hubAddress'))}
              {field('hubCode', t('settings.hubCode'))}
              {field('deviceName', t('settings.deviceName'))}
            </>
          )}
          {field('userName', t('setup.userName'))}
          {field('passphrase', t('setup.passphrase'), { type: 'password', hint: t('setup.passphraseHint') })}
          {field('repeat', t('setup.repeat'), { type: 'password' })}
        </div>
        {failure ? <Notice tone="alert">{failure}</Notice> : null}
        <FormButtons label={isWorking ? t('setup.working') : t('setup.start')} isDisabled={isWorking}>
          <Button variant="plain" onPress={onRestore}>
            {t('setup.restore')}
          </Button>
        </FormButtons>
      </Form>
    </main>
  )
}
