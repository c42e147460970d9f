/** From how many bytes on a box is packed: a claim of thousands of lines is a twentieth of its text. */
const worthPacking = 512
const [asItIs, deflated] = [0, 1]

/** The bytes as they go into a box: a mark, and the rest as it is or deflated. */
export async function packed(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  if (bytes.length < worthPacking) return withMark(asItIs, bytes)
  return withMark(deflated, await through(bytes, new CompressionStream('deflate-raw')))
}
/** @throws Error where it is damaged, or more comes out than anybody writes. */
export const unpacked = async (marked: Uint8Array): Promise<Uint8Array> =>
  marked[0] === deflated
    ? throughUpTo(maxUnpackedBytes, marked.slice(1), new DecompressionStream('deflate-raw'))
    : marked.subarray(1)

/** A claim of 20,000 lines has 10 MB. */
const maxUnpackedBytes = 64 * 1024 * 1024

/** @throws RangeError where more comes out; what is left is not unpacked. */
async function throughUpTo(
  maxBytes: number,
  bytes: Uint8Array<ArrayBuffer>,
  stream: DecompressionStream,
): Promise<Uint8Array> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer())
    length += value.length
    parts.push(value)
    if (length <= maxBytes) continue
    await reader.cancel()
    throw new RangeError(`more than ${maxBytes} bytes`)
  }
}

function withMark(mark: number, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const marked = new Uint8Array(bytes.length + 1)
  marked[0] = mark
  marked.set(bytes, 1)
  return marked
}
const through = async (bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream): Promise<Uint8Array> =>
  new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer())
