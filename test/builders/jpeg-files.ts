/** A grey picture of 16 × 8 pixels, as a camera's program writes it (baseline, one block a component). */
function baseline(components: 1 | 4): Buffer {
  const quantization = Buffer.concat([Buffer.from([0xff, 0xdb, 0, 67, 0]), Buffer.alloc(64, 1)])
  const frame = Buffer.from([
    0xff,
    0xc0,
    0,
    8 + 3 * components,
    8,
    0,
    8,
    0,
    16,
    components,
    ...Array.from({ length: components }, (_, index) => [index + 1, 0x11, 0]).flat(),
  ])
  // one code each: DC difference 0, and AC "end of block"
  const table = (kind: number): Buffer =>
    Buffer.concat([Buffer.from([0xff, 0xc4, 0, 20, kind, 1]), Buffer.alloc(15), Buffer.from([0])])
  const scan = Buffer.from([
    0xff,
    0xda,
    0,
    6 + 2 * components,
    components,
    ...Array.from({ length: components }, (_, index) => [index + 1, 0x00]).flat(),
    0,
    63,
    0,
  ])
  // each block is two bits of zero; the rest of the last byte is filled with ones
  const bits = 2 * 2 * components
  const data = Buffer.alloc(Math.ceil(bits / 8))
  if (bits % 8 !== 0) data[data.length - 1] = 0xff >> (bits % 8)
  return Buffer.concat([quantization, frame, table(0x00), table(0x10), scan, data, Buffer.from([0xff, 0xd9])])
}

/** With the turn that the camera noted, 1–8. */
export function aJpeg(orientation = 1): Buffer {
  const exif = Buffer.from([
    0xff,
    0xe1,
    0,
    34,
    ...Buffer.from('Exif\0\0', 'latin1'),
    0x4d,
    0x4d,
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    0x01,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
  ])
  return Buffer.concat([Buffer.from([0xff, 0xd8]), exif, baseline(1)])
}

/** In four colours, as printers want it; Adobe's programs write them turned round and say so. */
export function aCmykJpeg(isAdobe: boolean): Buffer {
  const adobe = Buffer.from([0xff, 0xee, 0, 14, ...Buffer.from('Adobe', 'latin1'), 0, 100, 0, 0, 0, 0, 0])
  return Buffer.concat([Buffer.from([0xff, 0xd8]), ...(isAdobe ? [adobe] : []), baseline(4)])
}
