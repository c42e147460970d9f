export type SetupChoice = {
  readonly mode: 'create' | 'join'
  readonly organisation: string
  readonly site: string
  readonly userName: string
  readonly passphrase: string
  readonly repeat: string
  readonly hubAddress: string
  readonly hubCode: string
  readonly deviceName: string
}
export type SetupField = Exclude<keyof SetupChoice, 'mode'>
export type SetupProblem = 'required' | 'mismatch' | 'tooShort' | 'weak'

export const emptySetup: SetupChoice = {
  mode: 'create',
  organisation: '',
  site: '',
  userName: '',
  passphrase: '',
  repeat: '',
  hubAddress: '',
  hubCode: '',
  deviceName: '',
}

const fieldsOf = {
  create: ['organisation', 'site', 'userName', 'passphrase'],
  join: ['hubAddress', 'hubCode', 'deviceName', 'userName', 'passphrase'],
} as const satisfies Record<SetupChoice['mode'], readonly SetupField[]>

const minLength = 8

export function setupProblems(choice: SetupChoice): ReadonlyMap<SetupField, SetupProblem> {
  const found = new Map<SetupField, SetupProblem>()
  for (const field of fieldsOf[choice.mode]) if (choice[field].trim() === '') found.set(field, 'required')
  if (choice.passphrase !== '' && choice.passphrase.length < minLength) found.set('passphrase', 'tooShort')
  if (choice.passphrase !== choice.repeat) found.set('repeat', 'mismatch')
  return found
}
