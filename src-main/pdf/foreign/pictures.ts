import type { AttachmentFields } from '../../../src-shared/domain/claims/records/attachment.ts'
import type { Pdf, Picture } from '../document/pdfkit.ts'
import { eachRow, readPng, shrunkPng } from './png.ts'
import { asRefusal, Refusal } from './reading/refusal.ts'

type MediaType = AttachmentFields['mediaType']
/** More than any camera of a phone makes; beyond it a file says more than is in it. */
const maxPixels = 210_000_000
/** PDFKit turns a PNG with transparency, or an interlaced one, into pixels in memory: larger ones are made smaller first. */
const maxDecodedPixels = 2_000_000

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

/** How many pixels a PNG says that it has, within what is looked at; 0 for other files. */
export function pixelsOf(bytes: Uint8Array): number {
  if (mediaTypeOf(bytes) !== 'image/png' || bytes.length < 24) return 0
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const pixels = buffer.readUInt32BE(16) * buffer.readUInt32BE(20)
  return pixels <= maxPixels ? pixels : 0
}

/**
 * A JPEG or PNG, ready to be drawn, with the turn that its camera noted (EXIF). A JPEG is carried over byte for byte, of a
 * large PNG with transparency a smaller picture is made.
 * @throws Refusal for what is damaged or larger than anybody looks at.
 */
export async function openPicture(
  pdf: Pdf,
  bytes: Uint8Array,
  mediaType: 'image/jpeg' | 'image/png',
): Promise<Picture> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return mediaType === 'image/png' ? await openPng(pdf, buffer) : openJpeg(pdf, buffer)
  } catch (error) {
    throw asRefusal(error)
  }
}

function openJpeg(pdf: Pdf, buffer: Buffer): Picture {
  const picture = pdf.openImage(buffer)
  refuseSize(picture)
  embedJpeg(pdf, picture, buffer)
  return picture
}

async function openPng(pdf: Pdf, buffer: Buffer): Promise<Picture> {
  const png = readPng(buffer)
  refuseSize(png)
  const isDecoded = png.kind > 3 || png.opacities !== null || png.isInterlaced
  if (!isDecoded || png.width * png.height <= maxDecodedPixels) {
    await eachRow(png, null) // PDFKit passes most of a PNG on without looking into it
    return pdf.openImage(buffer)
  }
  const { width, height, rgb } = await shrunkPng(png)
  const ref = pdf.ref({
    Type: 'XObject',
    Subtype: 'Image',
    BitsPerComponent: 8,
    ColorSpace: 'DeviceRGB',
    Width: width,
    Height: height,
    Filter: 'FlateDecode',
  })
  pdf.endWith(ref, rgb)
  return { width, height, obj: ref }
}

function refuseSize({ width, height }: { readonly width: number; readonly height: number }): void {
  if (!(width > 0 && height > 0)) throw new Refusal('damaged')
  if (width * height > maxPixels) throw new Refusal('too-large')
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
