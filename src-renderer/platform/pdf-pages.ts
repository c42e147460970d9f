import {
  GlobalWorkerOptions,
  getDocument,
  PDFDataRangeTransport,
  PDFWorker,
  RenderingCancelledException,
  type RenderTask,
} from 'pdfjs-dist/legacy/build/pdf.mjs'
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'

GlobalWorkerOptions.workerSrc = workerUrl

/** An open PDF whose pages can be drawn. */
export type PdfPages = {
  readonly count: number
  /** Draws a page, counted from 1, as wide as `width` CSS pixels, or as `pixels` device pixels where that is given. */
  draw(page: number, canvas: HTMLCanvasElement, width: number, pixels?: number): Promise<void>
  close(): void
}

/** A file in memory, or one of which only the pieces that are looked at are fetched (`to` not included). */
export type PdfSource =
  | { readonly bytes: Uint8Array }
  | { readonly length: number; readonly read: (from: number, to: number) => Promise<Uint8Array> }

/** More than this, and whoever waits gives up: a file may be made to keep a parser busy for ever. */
const openingMs = 15_000
const maxPixels = 16_000_000
/** What the claim file shows of a camera's pictures, the preview shows as well. */
const maxPicturePixels = 210_000_000
const pieceBytes = 512 * 1024

/**
 * Opens a PDF to be looked at: in a worker, without its scripts, and fetching nothing (the window has no network).
 * @throws Error when it is damaged, encrypted, or takes longer than anybody waits.
 */
export async function openPdf(source: PdfSource): Promise<PdfPages> {
  const worker = PDFWorker.create({})
  const task = getDocument({
    worker,
    ...('bytes' in source ? { data: source.bytes } : { range: inPieces(source) }),
    rangeChunkSize: pieceBytes,
    disableAutoFetch: true,
    disableStream: true,
    enableXfa: false,
    useWasm: false,
    useWorkerFetch: false,
    useSystemFonts: true,
    maxImageSize: maxPicturePixels,
    stopAtErrors: false,
  })
  // a parser that is kept busy answers nothing, not even that it should end: its thread is what is ended
  const close = (): void => {
    void task.destroy().catch(() => undefined)
    worker.destroy()
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the file takes too long')), openingMs)
  })
  try {
    const pdf = await Promise.race([task.promise, tooLong])
    const drawings = new WeakMap<HTMLCanvasElement, RenderTask>()
    return {
      count: pdf.numPages,
      async draw(number, canvas, width, pixels = width * devicePixelRatio) {
        const page = await pdf.getPage(number)
        const unscaled = page.getViewport({ scale: 1 })
        const most = Math.sqrt(maxPixels / (unscaled.width * unscaled.height))
        const viewport = page.getViewport({ scale: Math.min(pixels / unscaled.width, most) })
        canvas.width = Math.ceil(viewport.width)
        canvas.height = Math.ceil(viewport.height)
        // whoever turns pages faster than they are drawn sees the last one: a canvas takes one drawing at a time
        drawings.get(canvas)?.cancel()
        const drawing = page.render({ canvas, viewport })
        drawings.set(canvas, drawing)
        await drawing.promise.catch((error: unknown) => {
          if (!(error instanceof RenderingCancelledException)) throw error
        })
      },
      close,
    }
  } catch (error) {
    close()
    throw error
  } finally {
    clearTimeout(timer)
  }
}

function inPieces({ length, read }: Extract<PdfSource, { length: number }>): PDFDataRangeTransport {
  const transport = new PDFDataRangeTransport(length, null)
  transport.requestDataRange = (from: number, to: number): void => {
    read(from, to).then(
      (piece) => transport.onDataRange(from, piece),
      () => transport.abort(),
    )
  }
  return transport
}
