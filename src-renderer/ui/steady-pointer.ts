/** Within this time and distance two clicks are one double click to the hand. */
const doubleMs = 500
const doublePx = 12

type Click = { readonly at: number; readonly x: number; readonly y: number; readonly control: Element }

const controlOf = (target: EventTarget | null): Element | null =>
  target instanceof Element ? target.closest('button, a, input, select, summary, [role="option"]') : null

/**
 * The second click of a double click reaches only what the first one hit. When a form closes and another button comes to
 * lie under the pointer, nobody has meant that one.
 */
export function steadyPointer(root: Document): void {
  let last: Click | null = null
  let isSwallowed = false
  const swallow = (event: Event): void => {
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  root.addEventListener(
    'pointerdown',
    (event) => {
      const control = controlOf(event.target)
      const isSecond =
        last !== null &&
        event.timeStamp - last.at < doubleMs &&
        Math.hypot(event.clientX - last.x, event.clientY - last.y) < doublePx
      isSwallowed = isSecond && control !== null && control !== last?.control
      if (isSwallowed) return swallow(event)
      if (control) last = { at: event.timeStamp, x: event.clientX, y: event.clientY, control }
    },
    true,
  )
  for (const name of ['mousedown', 'pointerup', 'mouseup', 'click', 'dblclick'] as const)
    root.addEventListener(
      name,
      (event) => {
        // a click without a pointer, such as of the space bar or of a screen reader, is none of this
        const isByPointer = event.detail > 0 || event instanceof PointerEvent
        if (isSwallowed && isByPointer) swallow(event)
      },
      true,
    )
}
