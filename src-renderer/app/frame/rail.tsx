import { Fragment, type ReactNode, useId } from 'react'
import { useStore } from '../../data/hooks/store-context.ts'
import { useConflictCount } from '../../data/hooks/use-conflicts.ts'
import { useT } from '../../i18n/i18n.ts'
import { Button } from '../../ui/fields.tsx'
import { IconButton } from './icon-button.tsx'
import { ChevronDoubleLeft, ChevronDoubleRight, Help, iconOf, Lock, Phone } from './icons.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { type Place, placeGroups, type View } from './places.ts'
import style from './rail.module.css'
import { useRail } from './use-rail.ts'

type Props = {
  /** How the device stands, at the foot. */
  readonly state: ReactNode
  readonly shown: View
  /** What waits in a place. */
  readonly counts: Partial<Record<Place, number>>
  readonly onShow: (view: View) => void
  readonly onContacts: () => void
  readonly onHelp: () => void
  readonly onLock: () => unknown
}

/** Where everything is, at the left edge: places in their groups, and at its foot how the device stands. */
export function Rail({ state, shown, counts, onShow, onContacts, onHelp, onLock }: Props) {
  const t = useT()
  const { isNarrow, toggle } = useRail()
  const groupId = useId()
  return (
    <header className={style.rail} data-narrow={isNarrow}>
      <div className={style.brand}>
        <strong className={style.word}>{t('app.name')}</strong>
        {toggle === null ? null : (
          <IconButton
            icon={isNarrow ? ChevronDoubleRight : ChevronDoubleLeft}
            label={t(isNarrow ? 'nav.widen' : 'nav.narrow')}
            onPress={toggle}
          />
        )}
      </div>
      <nav aria-label={t('nav.label')} className={style.places}>
        {placeGroups.map(({ name, places }) => (
          <Fragment key={name}>
            <p id={`${groupId}-${name}`} className={style.group}>
              {t(`nav.group.${name}`)}
            </p>
            <ul aria-labelledby={`${groupId}-${name}`}>
              {places.map((place) => (
                <li key={place}>
                  <PlaceButton
                    view={place}
                    isShown={shown === place}
                    count={counts[place] ?? 0}
                    onShow={onShow}
                  >
                    {t(`nav.${place}`)}
                  </PlaceButton>
                </li>
              ))}
            </ul>
          </Fragment>
        ))}
        <Conflicts isShown={shown === 'conflicts'} onShow={onShow} />
      </nav>
      <div className={style.foot}>
        {state}
        <div className={style.tools}>
          <LanguageSwitch />
          <IconButton icon={Phone} label={t('contacts.open')} onPress={onContacts} />
          <IconButton icon={Help} label={t('help.open')} onPress={onHelp} />
        </div>
        <Button variant="plain" className={style.place ?? ''} onPress={onLock}>
          <Lock aria-hidden="true" />
          <span className={style.word}>{t('nav.lock')}</span>
        </Button>
      </div>
    </header>
  )
}

type PlaceProps = {
  readonly view: View
  readonly isShown: boolean
  readonly onShow: (view: View) => void
  readonly children: string
  readonly count?: number
}

function PlaceButton({ view, isShown, onShow, children, count = 0 }: PlaceProps) {
  const Icon = iconOf[view]
  return (
    <Button
      variant="plain"
      className={style.place ?? ''}
      aria-current={isShown ? 'page' : 'false'}
      onPress={() => onShow(view)}
    >
      <Icon aria-hidden="true" />
      <span className={style.word}>{children}</span>
      {count > 0 ? <span className={style.count}>{count}</span> : null}
    </Button>
  )
}

/** With how much waits for a decision, so that it is seen from every screen. */
function Conflicts(props: Pick<PlaceProps, 'isShown' | 'onShow'>) {
  const t = useT()
  const count = useConflictCount(useStore())
  return (
    <PlaceButton view="conflicts" count={count} {...props}>
      {t('nav.conflicts')}
    </PlaceButton>
  )
}
