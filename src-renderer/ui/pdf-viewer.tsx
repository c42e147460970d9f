import { useEffect, useRef, useState } from 'react'
import { useT } from '../i18n/i18n.ts'
import type { PdfPages } from '../platform/pdf-pages.ts'
import { Button, Notice } from './fields.tsx'

type Props = {
  readonly pages: PdfPages
  readonly name: string
  readonly onUnreadable: () => void
  readonly canPrint?: boolean
}

const widthPx = 760
/** Of an A4 page: 130 dots to the inch, which a printer shows well and a small machine can hold. */
const printPx = 1075
/** More are printed from a PDF program: each stands in the window's memory until the printer has it. */
const maxPrinted = 40

/** An open PDF, page by page. */
export function PdfViewer({ pages, name, onUnreadable, canPrint = false }: Props) {
  const t = useT()
  const [page, setPage] = useState(1)
  const [isPrinting, setPrinting] = useState(false)
  const canvas = useRef<HTMLCanvasElement>(null)
  const paper = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (canvas.current) pages.draw(page, canvas.current, widthPx).catch(onUnreadable)
  }, [pages, page, onUnreadable])

  async function print(): Promise<void> {
    const sheets = paper.current
    if (!sheets) return
    setPrinting(true)
    try {
      for (let number = 1; number <= pages.count; number++) {
        const sheet = document.createElement('canvas')
        await pages.draw(number, sheet, widthPx, printPx)
        sheets.append(sheet)
      }
      window.print()
    } catch {
      onUnreadable()
    } finally {
      sheets.replaceChildren()
      setPrinting(false)
    }
  }
  return (
    <>
      <div className="row no-print">
        <Button isDisabled={page <= 1} onPress={() => setPage((now) => Math.max(1, now - 1))}>
          {t('claims.previousPage')}
        </Button>
        <span role="status">{t('claims.pageOf', { page, count: pages.count })}</span>
        <Button
          isDisabled={page >= pages.count}
          onPress={() => setPage((now) => Math.min(pages.count, now + 1))}
        >
          {t('claims.nextPage')}
        </Button>
        {canPrint && pages.count <= maxPrinted ? (
          <Button isDisabled={isPrinting} onPress={() => print()}>
            {isPrinting ? t('claimFile.printing') : t('claimFile.print')}
          </Button>
        ) : null}
      </div>
      {canPrint && pages.count > maxPrinted ? (
        <Notice>{t('claimFile.tooManyToPrint', { count: maxPrinted })}</Notice>
      ) : null}
      <canvas
        className="page no-print"
        ref={canvas}
        role="img"
        aria-label={t('claims.previewPage', { name, page })}
      />
      <div className="sheets" ref={paper} />
    </>
  )
}
