import type { TextsOf } from '../fi/texts.ts'

export const sync: TextsOf<'sync'> = {
  'sync.off': 'Not connected to a hub',
  'sync.all-sent': 'All sent',
  'sync.waiting': '{{count}} waiting since {{since}}',
  'sync.offline': 'Offline, {{count}} waiting',
  'sync.needs-you': 'Needs you',
  'sync.now': 'Sync now',
  'sync.reason.offline': 'The hub cannot be reached. Work goes on on this device.',
  'sync.reason.timeout': 'The hub did not answer in time. It will be tried again.',
  'sync.reason.nonsense':
    'Something other than the hub answers there. Check the address, or a sign-in page of the network.',
  'sync.reason.certificate':
    'The certificate of the hub is not valid, and nothing was sent. Ask whoever runs the hub.',
  'sync.reason.insecure': 'The address must begin with https://. Nothing is sent unencrypted.',
  'sync.reason.address': 'The address cannot be read. Write it like https://hub.example.fi',
  'sync.reason.not-enrolled': 'This device is not connected to a hub.',
  'sync.reason.locked': 'Unlock with the passphrase first.',
  'sync.reason.revoked': 'This device was shut out. Ask for a new code; what was not sent is kept here.',
  'sync.reason.token': 'The hub does not know this device. Ask for a new code.',
  'sync.reason.client-too-old': 'This version is too old for the hub. Update the program; nothing is lost.',
  'sync.reason.hub-too-old': 'The hub is older than this program. Ask for the hub to be updated.',
  'sync.reason.copied':
    'The data of this device was put back from a copy, or is on another device too. It goes on as a new device; nothing is lost.',
  'sync.reason.disk-full': 'The disk has no room: nothing is fetched or sent until some is freed.',
  'sync.reason.set-aside': 'The hub did not take some changes. See them under Conflicts.',
  'sync.reason.quota':
    'The hub takes no more: the organisation’s room or this device’s limit for the day is used up. Nothing is lost; tell the administrator.',
  'sync.reason.too-large':
    'The proxy before the hub lets no message of this size through. Nothing is lost; ask the administrator to raise its limit (client_max_body_size).',
  'sync.reason.malformed': 'The hub did not understand the message. Nothing is lost; tell the administrator.',
  'enrol.code': 'The code is not valid. It works once, within a day: ask for a new one.',
  'enrol.other-organisation':
    'This device already holds the register of another organisation. They are not mixed.',
  'enrol.device': 'This device is already connected.',
  'enrol.failed': 'Connecting failed. Try again.',
}
