import { z } from 'zod'
import { type DeviceRow, listDevices, revokeDevice } from '../access/administration.ts'
import { putBackBoxes } from '../order/erased-boxes.ts'
import { type Argument, type Command, sayInDatabase, wrong } from './command.ts'

const deviceArgument: Argument = { shown: 'DEVICE-ID', needed: 'the DEVICE-ID' }
const deviceId = (typed: string): string =>
  z.uuid().safeParse(typed).success
    ? typed
    : wrong(`not a device id: ${typed} (npm run hub -- devices lists them)`)

export const devices: Command = {
  name: 'devices',
  args: [],
  help: 'list the devices',
  example: 'devices',
  run: (_, around) =>
    sayInDatabase(around, async (db) => (await listDevices(db)).map(toLine).join('\n') || 'no devices yet'),
}

const toLine = (row: DeviceRow): string =>
  [
    row.id,
    row.organisation,
    row.name,
    row.role,
    `${row.lastN} operations`,
    row.revoked ? 'revoked' : '',
  ].join('  ')

export const revoke: Command = {
  name: 'revoke',
  args: [deviceArgument],
  help: "take a device's access away",
  example: 'revoke 5f0c3c1e-8a53-4a0b-9a55-0f6b5a3f2f11',
  async run({ args: [typed = ''] }, around) {
    const id = deviceId(typed)
    return sayInDatabase(around, async (db) => {
      const gone = await revokeDevice(db, id)
      const others = gone.filter((one) => one !== id)
      if (gone.length === 0) return wrong(`no such device, or revoked before: ${id}`)
      return others.length === 0 ? 'revoked' : `revoked, with those that went on from it: ${others.join(' ')}`
    })
  },
}

export const putBack: Command = {
  name: 'put-back',
  args: [deviceArgument],
  help: 'put back what a device erased of the sealed realm in the last 30 days',
  example: 'put-back 5f0c3c1e-8a53-4a0b-9a55-0f6b5a3f2f11',
  async run({ args: [typed = ''] }, around) {
    const id = deviceId(typed)
    return sayInDatabase(around, async (db) => `${await putBackBoxes(db, id)} boxes put back`)
  },
}
