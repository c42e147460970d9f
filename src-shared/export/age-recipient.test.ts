import { expect, it } from 'vitest'
import { readRecipients, recipientProblem } from './age-recipient.ts'

/** Public keys of the specification and of the standard tool's README (github.com/FiloSottile/age). */
const [one, other] = [
  'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
  'age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg',
]

it('takes X25519 recipients as the standard tool writes them', () => {
  expect([one, other].map((text) => recipientProblem(text))).toEqual([null, null])
})
it('says what is wrong with a text that is none', () => {
  const texts = {
    'AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX': 'secret-key',
    [`${one.slice(0, -1)}q`]: 'not-a-recipient',
    [one.slice(0, -4)]: 'not-a-recipient',
    [one.toUpperCase()]: 'not-a-recipient',
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA': 'other-kind',
    age1pq1xyz: 'other-kind',
    age1yubikey1qqq: 'other-kind',
    avaimeni: 'not-a-recipient',
  }
  for (const [text, problem] of Object.entries(texts)) expect(recipientProblem(text), text).toBe(problem)
})
it('reads one a line, each once, without remarks', () => {
  expect(readRecipients(`# arkisto\n${one} # Maija\r\n\n  ${other}\n${one}\n`)).toEqual([one, other])
})
