/** Names that Windows keeps for devices, whatever their ending. */
const reserved = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i
/** Parts of a path, what Windows refuses, and signs that turn the order of reading. */
const forbidden = /[<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Cc}/gu
const longest = 80

/**
 * A name that Windows, macOS and Linux all take, as near to the given one as can be: no path, no device, no hidden file, no
 * signs that turn the order of reading, at most 80 characters with its ending.
 */
export function safeName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(forbidden, '_')
    .replace(/^[. ]+/, '')
    .replace(/[. ]+$/, '')
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(plain)?.[0] ?? ''
  const stem = [...plain.slice(0, plain.length - ending.length)].slice(0, longest - ending.length).join('')
  const whole = `${stem.trimEnd() || 'file'}${ending}`
  return reserved.test(whole) ? `_${whole}` : whole
}

/** Where an attachment lies in an export: the beginning of its SHA-256 keeps two of one name apart. */
export const attachmentPath = (sha256: string, name: string): string =>
  `attachments/${sha256.slice(0, 12)}-${safeName(name)}`
