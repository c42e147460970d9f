import { type FormEvent, useEffect, useState } from 'react'
import type { Space } from '../../../src-shared/bridge/safety-calls.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useT } from '../../i18n/i18n.ts'
import { bridge } from '../../platform/bridge.ts'
import { spaceInWords } from '../../platform/megabytes.ts'
import { Button, Notice, TextInput } from '../../ui/fields.tsx'

/** The disk under the register: how much room must stay, and whether the browser has promised to keep it. */
export function DeviceSection() {
  const t = useT()
  const { guard } = useStore()
  const [space, setSpace] = useState<Space | null>(null)
  const [isPersisted, setPersisted] = useState<boolean | null>(null)
  const [megabytes, setMegabytes] = useState('')
  const [said, setSaid] = useState<string | null>(null)
  const [error, setError] = useState<string | undefined>(undefined)
  useEffect(() => {
    void bridge().diskSpace({}).then(setSpace)
    void navigator.storage.persisted().then(setPersisted)
  }, [])

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault()
    const typed = megabytes.trim()
    setSaid(null)
    if (!/^\d{0,6}$/.test(typed)) return setError(t('disk.floorWrong'))
    setError(undefined)
    const answer = await bridge().setDiskFloor({ megabytes: typed === '' ? null : Number(typed) })
    if (answer.kind === 'failed') return setSaid(t('disk.floorFailed'))
    setSpace(answer)
    setSaid(t('disk.floorSaved'))
    await guard.ask()
  }
  return (
    <section className="card" aria-label={t('disk.title')}>
      <h2>{t('disk.title')}</h2>
      {space ? <p>{t('disk.space', spaceInWords(space))}</p> : null}
      <form className="row" onSubmit={save} noValidate>
        <TextInput
          label={t('disk.floor')}
          hint={t('disk.floorHint')}
          value={megabytes}
          onChange={setMegabytes}
          error={error}
        />
        <Button type="submit">{t('disk.floorSave')}</Button>
      </form>
      <p role="status">{said}</p>
      {isPersisted === null ? null : isPersisted ? (
        <p>{t('disk.persisted')}</p>
      ) : (
        <Notice>{t('disk.notPersisted')}</Notice>
      )}
    </section>
  )
}
