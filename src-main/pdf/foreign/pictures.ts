import { constants, inflateSync } from 'node:zlib'
import type { AttachmentFields } from '../../../src-shared/domain/attachment.ts'
import type { Pdf, Picture } from '../document/pdfkit.ts'
import { Refusal } from './refusal.ts'

type MediaType = AttachmentFields['mediaType']
const mostPixels = 100_000_000
/** What is turned into pixels on the way (transparency, interlacing) costs memory by the pixel. */
const mostDecodedPixels = 12_000_000

const startsWith = (bytes: Uint8Array, signature: readonly number[], at = 0): boolean =>
  signature.every((byte, index) => bytes[at + index] === byte)
const heicBrands = ['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1', 'avif']

/** What a file is, by its bytes and never by its name; null for what is no evidence of a kind that we keep. */
export function mediaTypeOf(bytes: Uint8Array): MediaType | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png'
  if (startsWith(bytes, [0x49, 0x49, 0x2a, 0x00]) || startsWith(bytes, [0x4d, 0x4d, 0x00, 0x2a]))
    return 'image/tiff'
  if (buffer.toString('latin1', 4, 8) === 'ftyp' && heicBrands.includes(buffer.toString('latin1', 8, 12)))
    return 'image/heic'
  return buffer.subarray(0, 1024).includes('%PDF-') ? 'application/pdf' : null
}

/**
 * A JPEG or PNG, ready to be drawn, with the turn that its camera noted (EXIF). A JPEG is carried over byte for byte.
 * @throws Refusal for what is damaged or larger than anybody looks at.
 */
export function openPicture(pdf: Pdf, bytes: Uint8Array, mediaType: 'image/jpeg' | 'image/png'): Picture {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    if (mediaType === 'image/png') checkPng(buffer)
    const picture = pdf.openImage(buffer)
    if (!(picture.width > 0 && picture.height > 0)) throw new Refusal('damaged')
    if (picture.width * picture.height > mostPixels) throw new Refusal('too-large')
    if (mediaType === 'image/jpeg') embedJpeg(pdf, picture, buffer)
    return picture
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('damaged')
  }
}

/** Width and height as they are seen. */
export const sizeSeen = ({ width, height, orientation = 1 }: Picture): readonly [number, number] =>
  orientation > 4 ? [height, width] : [width, height]

function embedJpeg(pdf: Pdf, picture: Picture, buffer: Buffer): void {
  // the picture ends with EOI; what is cut off must not pass for whole. Cameras may write more behind it
  if (buffer.lastIndexOf(Buffer.from([0xff, 0xd9])) < buffer.length / 2) throw new Refusal('damaged')
  if (picture.colorSpace === undefined || picture.bits !== 8) throw new Refusal('damaged')
  const ref = pdf.ref({
    Type: 'XObject',
    Subtype: 'Image',
    BitsPerComponent: picture.bits,
    Width: picture.width,
    Height: picture.height,
    ColorSpace: picture.colorSpace,
    Filter: 'DCTDecode',
    // Adobe's programs write CMYK turned round, and say so in a marker of theirs
    ...(picture.colorSpace === 'DeviceCMYK' && isAdobe(buffer) ? { Decode: [1, 0, 1, 0, 1, 0, 1, 0] } : {}),
  })
  pdf.endWith(ref, buffer)
  picture.obj = ref
}

function isAdobe(buffer: Buffer): boolean {
  for (let at = 2; at + 4 < buffer.length && buffer[at] === 0xff; at += 2 + buffer.readUInt16BE(at + 2)) {
    const marker = buffer[at + 1] ?? 0
    if (marker === 0xee) return buffer.toString('latin1', at + 4, at + 9) === 'Adobe'
    if (marker === 0xda || marker === 0xd9) return false
  }
  return false
}

/** Header, sizes, and that every row is there: PDFKit passes most of a PNG on without looking into it. */
function checkPng(buffer: Buffer): void {
  const [width, height] = [buffer.readUInt32BE(16), buffer.readUInt32BE(20)]
  const [bits = 0, kind = 0, interlaced = 0] = [buffer[24], buffer[25], buffer[28]]
  const channels = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }[kind]
  if (!channels || width === 0 || height === 0) throw new Refusal('damaged')
  const isDecoded = kind >= 3 || interlaced === 1
  if (width * height > (isDecoded ? mostDecodedPixels : mostPixels)) throw new Refusal('too-large')
  const parts: Buffer[] = []
  let hasEnd = false
  for (let at = 8; at + 12 <= buffer.length; ) {
    const length = buffer.readUInt32BE(at)
    const type = buffer.toString('latin1', at + 4, at + 8)
    if (at + 12 + length > buffer.length) break
    if (type === 'IDAT') parts.push(buffer.subarray(at + 8, at + 8 + length))
    if (type === 'IEND') hasEnd = true
    at += 12 + length
  }
  if (!hasEnd) throw new Refusal('damaged')
  const rows = (Math.ceil((width * channels * bits) / 8) + 1) * height
  const all = inflateSync(Buffer.concat(parts), {
    maxOutputLength: rows + 8 * (width + height) + 1024,
    finishFlush: constants.Z_FINISH,
  })
  if (interlaced === 0 && all.length < rows) throw new Refusal('damaged')
}
