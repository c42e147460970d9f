import ApplicationProfile from 'suomifi-icons/esm/svgrComponents/baseIcons/IconApplicationProfile.js'
import Calendar from 'suomifi-icons/esm/svgrComponents/baseIcons/IconCalendar.js'
import Chat from 'suomifi-icons/esm/svgrComponents/baseIcons/IconChat.js'
import Check from 'suomifi-icons/esm/svgrComponents/baseIcons/IconCheckCircle.js'
import ChevronDoubleLeft from 'suomifi-icons/esm/svgrComponents/baseIcons/IconChevronDoubleLeft.js'
import ChevronDoubleRight from 'suomifi-icons/esm/svgrComponents/baseIcons/IconChevronDoubleRight.js'
import Clock from 'suomifi-icons/esm/svgrComponents/baseIcons/IconClock.js'
import Compare from 'suomifi-icons/esm/svgrComponents/baseIcons/IconCompare.js'
import File from 'suomifi-icons/esm/svgrComponents/baseIcons/IconFileGeneric.js'
import Group from 'suomifi-icons/esm/svgrComponents/baseIcons/IconGroupOfPeople.js'
import Help from 'suomifi-icons/esm/svgrComponents/baseIcons/IconHelp.js'
import ListBulleted from 'suomifi-icons/esm/svgrComponents/baseIcons/IconListBulleted.js'
import Lock from 'suomifi-icons/esm/svgrComponents/baseIcons/IconLock.js'
import Phone from 'suomifi-icons/esm/svgrComponents/baseIcons/IconPhone.js'
import Refresh from 'suomifi-icons/esm/svgrComponents/baseIcons/IconRefresh.js'
import Registers from 'suomifi-icons/esm/svgrComponents/baseIcons/IconRegisters.js'
import Send from 'suomifi-icons/esm/svgrComponents/baseIcons/IconSend.js'
import Settings from 'suomifi-icons/esm/svgrComponents/baseIcons/IconSettings.js'
import Split from 'suomifi-icons/esm/svgrComponents/baseIcons/IconSplit.js'
import Window from 'suomifi-icons/esm/svgrComponents/baseIcons/IconWindow.js'
import type { View } from './places.ts'

export const iconOf = {
  visits: Chat,
  periods: Calendar,
  handover: Send,
  persons: Group,
  claims: File,
  decisions: Registers,
  reconcile: Compare,
  deadlines: Clock,
  overview: ListBulleted,
  claimant: ApplicationProfile,
  rules: Check,
  admin: Window,
  settings: Settings,
  conflicts: Split,
} as const satisfies Record<View, unknown>

export { ChevronDoubleLeft, ChevronDoubleRight, Help, Lock, Phone, Refresh }
