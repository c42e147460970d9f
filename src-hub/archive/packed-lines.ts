import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'

/**
 * The lines of a gzip text file, one after another, so that the reader never runs ahead of whoever takes them and an
 * error comes where the next line would.
 * @throws the system's or zlib's error (its code begins with `Z_` where the file is cut or damaged).
 */
export async function* packedLines(file: string): AsyncGenerator<string> {
  const packed = createReadStream(file)
  const unpacked = createGunzip().setEncoding('utf8')
  packed.on('error', (error) => unpacked.destroy(error))
  packed.pipe(unpacked)
  let begun: string[] = [] // the parts of a line whose end has not come: a line may hold a file's megabytes
  for await (const chunk of unpacked as AsyncIterable<string>) {
    const [first = '', ...rest] = chunk.split('\n')
    begun.push(first)
    for (const next of rest) {
      yield begun.join('')
      begun = [next]
    }
  }
  const last = begun.join('')
  if (last) yield last
}
