import { z } from 'zod'

/**
 * Attached files go beside the operations: sealed by the device, cut into pieces, under a name that says nothing of what
 * is inside, and only counted once they are whole.
 */
export const pieceBytes = 512 * 1024
/**
 * In the order in which they are tried: a proxy before the hub may take less than 1 MB, which is nginx's measure unless it
 * is told another (`client_max_body_size`). The last is that of earlier versions; nothing is sent in it any more.
 */
export const pieceSizes = [pieceBytes, 128 * 1024, 32 * 1024, 1024 * 1024] as const
export type PieceSize = (typeof pieceSizes)[number]
export const earlierPieceBytes = 1024 * 1024
/** A piece as it travels: with the mark of its seal. */
export const maxPieceBytes = earlierPieceBytes + 64
export const maxPieces = 4096

export const BlobId = z.string().regex(/^[0-9a-f]{64}$/)
export const BlobsRequest = z.strictObject({ ids: z.array(BlobId).max(1000) })
export const BlobsResponse = z.object({
  kind: z.literal('blobs'),
  /** Those that the hub holds whole. */
  whole: z.array(BlobId),
  usedBytes: z.int().nonnegative(),
  quotaBytes: z.int().nonnegative(),
})
export const PiecesResponse = z.object({ kind: z.literal('pieces'), have: z.array(z.int().nonnegative()) })
export const CompleteRequest = z.strictObject({ pieces: z.int().positive().max(maxPieces) })
export const Readiness = z.enum(['complete', 'incomplete'])
export type Readiness = z.infer<typeof Readiness>
export const PutPieceResponse = z.object({ kind: z.enum(['taken', 'quota']) })
/** `refused`: the device may not. */
export const EraseResponse = z.object({ kind: z.enum(['erased', 'refused']) })
export const CompleteResponse = z.object({ kind: Readiness })
