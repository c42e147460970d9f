import { PDFArray, PDFNumber } from 'pdf-lib'

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
export type Matrix = readonly [number, number, number, number, number, number]

export const decimal = (value: number): string => String(Math.round(value * 1e5) / 1e5)
export const matrix = (values: Matrix): string => values.map(decimal).join(' ')
export const rectangle = ({ x, y, width, height }: Box): string =>
  [x, y, width, height].map(decimal).join(' ')

/** So many numbers of an array; null where they are not there. */
export function numbers(object: unknown, count: number): number[] | null {
  if (!(object instanceof PDFArray) || object.size() !== count) return null
  const values = Array.from({ length: count }, (_, index) => {
    const value = object.lookup(index)
    return value instanceof PDFNumber ? value.asNumber() : Number.NaN
  })
  return values.every(Number.isFinite) ? values : null
}

/** A page's box, turned clockwise by so many quarters, with its corner at the origin. */
export const turned = (turns: number, { x, y, width, height }: Box): Matrix => {
  switch (turns) {
    case 1:
      return [0, -1, 1, 0, -y, x + width]
    case 2:
      return [-1, 0, 0, -1, x + width, y + height]
    case 3:
      return [0, 1, -1, 0, y + height, -x]
    default:
      return [1, 0, 0, 1, -x, -y]
  }
}

/**
 * Algorithm "appearance streams" (ISO 32000-1, 12.5.5): the transformed box of the appearance is laid over the annotation's
 * rectangle. Null where the box has no size.
 */
export function placed(
  bbox: readonly number[],
  own: readonly number[],
  rect: readonly number[],
): Matrix | null {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = own
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = bbox
  const corners = [
    [x1, y1],
    [x1, y2],
    [x2, y1],
    [x2, y2],
  ].map(([x = 0, y = 0]) => [a * x + c * y + e, b * x + d * y + f] as const)
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)]
  const [minX, minY] = [Math.min(...xs), Math.min(...ys)]
  const [width, height] = [Math.max(...xs) - minX, Math.max(...ys) - minY]
  if (width === 0 || height === 0) return null
  const [rx1 = 0, ry1 = 0, rx2 = 0, ry2 = 0] = rect
  const sx = Math.abs(rx2 - rx1) / width
  const sy = Math.abs(ry2 - ry1) / height
  return [sx, 0, 0, sy, Math.min(rx1, rx2) - minX * sx, Math.min(ry1, ry2) - minY * sy]
}
