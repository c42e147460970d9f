import { expect, it } from 'vitest'
import { declarationOf, entityNames } from '../../src-shared/domain/registry.ts'
import { read } from './sources.ts'

const [, carries = ''] = /^## What it carries\n([\s\S]*?)^## /m.exec(read('docs/hub.md')) ?? []

it.each(['open', 'sealed', 'local'] as const)('docs/hub.md names each entity of the realm %s', (realm) => {
  const row = carries.split('\n').find((line) => line.startsWith(`| \`${realm}\``)) ?? ''
  const named = [...(row.split('|')[3] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name)

  expect(named.toSorted()).toEqual(
    entityNames.filter((name) => declarationOf(name).realm === realm).toSorted(),
  )
})
