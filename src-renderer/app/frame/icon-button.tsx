import type { ComponentType, SVGProps } from 'react'
import { Button } from '../../ui/fields.tsx'
import style from './rail.module.css'

type Props = {
  readonly icon: ComponentType<SVGProps<SVGSVGElement>>
  readonly label: string
  readonly onPress: () => unknown
}

/** A button of the rail that is an icon; its name is read out. */
export function IconButton({ icon: Icon, label, onPress }: Props) {
  return (
    <Button variant="plain" aria-label={label} className={style.icon ?? ''} onPress={onPress}>
      <Icon aria-hidden="true" />
    </Button>
  )
}
