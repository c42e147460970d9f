import { randomUUID } from 'node:crypto'
import { protocol } from '../../src-shared/sync/messages.ts'
import { post } from '../builders/hub.ts'
import { expect, test } from './fixtures.ts'
import { createOrganisation, lockButton, unlock } from './screens/entrance.ts'
import { allSent, connectToHub, state, syncNow } from './screens/organisation.ts'
import { focusForm, logVisit } from './screens/visits.ts'
import { goTo, press, undoOf } from './screens/window.ts'
import { word } from './words.ts'

test('what the hub does not take is shown with its reason, mended and sent again, or given up', async ({
  open,
  hub,
}) => {
  const { page } = await open()
  await createOrganisation(page)
  await connectToHub(page, { address: hub.url, code: await hub.code() })
  await allSent(page)
  const { rows } = await hub.db.query<{ id: string }>(
    'SELECT id FROM devices ORDER BY enrolled_at DESC LIMIT 1',
  )
  const roleOf = (role: string) =>
    hub.db.query('UPDATE devices SET role = $2 WHERE id = $1', [rows[0]?.id, role])
  await roleOf('viewer')
  await goTo(page, 'visits')
  await focusForm(page)
  for (const language of ['arabia', 'somali']) await logVisit(page, { language })
  await syncNow(page)
  await expect(state(page)).toHaveAttribute('data-state', 'needs-you')
  await expect(page.getByTestId('sync-reason')).toContainText('Katso ne kohdasta Ratkaistavat')
  // saved here all the same
  await expect(page.getByRole('row', { name: /arabia/ })).toBeVisible()

  await goTo(page, 'conflicts')
  const card = (language: string) => page.getByRole('region', { name: new RegExp(`^Käynti .*${language}$`) })
  await expect(card('arabia')).toContainText('Käyttäjän roolilla ei saa tehdä tätä muutosta')
  await press(card('somali'), word('conflicts.giveUp'))
  await expect(card('somali')).toHaveCount(0)
  // taken back, it comes again, and is given up for good
  await undoOf(page, word('conflicts.givenUp')).press('Enter')
  await syncNow(page)
  await expect(card('somali')).toBeVisible()
  await press(card('somali'), word('conflicts.giveUp'))
  await expect(card('somali')).toHaveCount(0)
  await roleOf('admin')
  await press(card('arabia'), word('conflicts.mend'))
  await card('arabia').getByLabel(word('visits.partySize')).fill('3')
  await press(card('arabia'), word('conflicts.sendAgain'))
  await expect(card('arabia')).toHaveCount(0)
  await allSent(page)
  const stored = await hub.db.query(
    `SELECT body::jsonb->'fields'->'partySize' AS size FROM operations
     WHERE device_id = $1 AND body LIKE '%"entity":"visit"%' ORDER BY seq`,
    [rows[0]?.id],
  )
  expect(stored.rows).toEqual([{ size: 3 }])
})

test('D6: what comes past the hub is not taken, and a leader sees it with its reason until it is marked as seen', async ({
  open,
  hub,
}) => {
  const { page } = await open()
  await createOrganisation(page)
  await connectToHub(page, { address: hub.url, code: await hub.code() })
  await allSent(page)
  await lockButton(page).press('Enter')
  const deviceId = randomUUID()
  const asked = { protocol, code: await hub.code(), deviceId, deviceName: 'Toinen', organisationId: null }
  const { token } = await post(`${hub.url}/v1/enrol`, asked)
  const visit = {
    deviceId,
    n: 1,
    entity: 'visit',
    id: randomUUID(),
    kind: 'put',
    fields: { outcome: 'resolved' },
    base: {},
    actor: randomUUID(),
    at: '2026-03-03T10:00:00Z',
  }
  expect(
    await post(`${hub.url}/v1/sync`, { protocol, kind: 'push', operations: [visit] }, token),
  ).toMatchObject({ outcomes: [{ kind: 'stored' }] })
  // as a hub that has been broken into would hand it out
  await hub.db.query(
    `UPDATE operations SET body = jsonb_set(body::jsonb, '{entity}', '"person"')::text WHERE device_id = $1`,
    [deviceId],
  )

  await unlock(page)
  await syncNow(page)
  await allSent(page)
  await goTo(page, 'conflicts')
  const refused = page.getByRole('region', { name: word('conflicts.refused') })
  await expect(refused).toContainText(word('conflicts.refused.plain'))
  await press(refused, word('conflicts.seen'))

  await expect(refused).toHaveCount(0)
  await expect(page.getByText(word('conflicts.empty'))).toBeVisible()
})
