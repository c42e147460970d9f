import { describe, expect, it } from 'vitest'
import { aClaimFile, manyPersons } from '../../../../test/builders/claim-file.ts'
import { ClaimFilePiece, putTogether, takeApart } from './claim-file-parts.ts'

describe('a claim file in pieces', () => {
  it('is the same when it is put together, and no piece is long', () => {
    const plain = aClaimFile(manyPersons(950))
    const key = plain.claim.persons.map(({ label }) => ({ label, name: `Nimi ${label}`, identityCode: null }))
    for (const file of [plain, { ...plain, key, claim: { ...plain.claim, frozenLines: [] } }]) {
      const { rest, pieces } = takeApart(file)

      expect(putTogether(rest, pieces)).toEqual(file)
      expect(JSON.stringify(rest).length).toBeLessThan(3000)
      for (const piece of pieces) expect(ClaimFilePiece.parse(piece)).toEqual(piece)
    }
  })
})
