import { useEffect, useState } from 'react'
import { useLang, useT } from '../../i18n/i18n.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { loadGuide } from './guide.ts'
import type { Guide } from './guide-type.ts'

const keys = [
  ['Ctrl+Enter', 'help.key.save'],
  ['Ctrl+Shift+Enter', 'help.key.same'],
  ['F2', 'help.key.tally'],
  ['Ctrl+Z', 'help.key.undo'],
  ['Tab', 'help.key.tab'],
  ['Enter', 'help.key.enter'],
  ['↓', 'help.key.down'],
  ['Backspace', 'help.key.backspace'],
  ['Esc', 'help.key.escape'],
  ['?', 'help.key.help'],
] as const

/** The keys, and the guide to the screens: both without a network. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useT()
  const lang = useLang()
  const [guide, setGuide] = useState<Guide | null>(null)
  useEffect(() => void loadGuide(lang).then(setGuide), [lang])
  return (
    <Dialog title={t('help.title')} onClose={onClose}>
      <h2>{t('help.keys')}</h2>
      <dl className="facts">
        {keys.map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
      {guide?.map(({ title, steps }) => (
        <section key={title}>
          <h2>{title}</h2>
          <ul>
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ul>
        </section>
      ))}
    </Dialog>
  )
}
