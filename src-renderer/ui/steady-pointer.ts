/** How far the hand moves within one double click. */
const doublePx = 12

type Hit = { readonly x: number; readonly y: number; readonly control: Element | null }

const controlOf = (target: EventTarget | null): Element | null =>
  target instanceof Element ? target.closest('button, a, input, select, summary, [role="option"]') : null

/**
 * The second click of a double click reaches only what the first one hit. When a form closes and another button comes to
 * lie under the pointer, nobody has meant that one. What a double click is, the system says (`detail` counts its clicks).
 */
export function steadyPointer(root: Document): void {
  let first: Hit | null = null
  let pointerId = 0
  let isSwallowed = false
  const swallow = (event: Event): void => {
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  root.addEventListener(
    'pointerdown',
    (event) => {
      isSwallowed = false
      pointerId = event.pointerId
    },
    true,
  )
  root.addEventListener(
    'mousedown',
    (event) => {
      const control = controlOf(event.target)
      if (event.detail < 2) {
        first = { x: event.clientX, y: event.clientY, control }
        return
      }
      const isNear = first !== null && Math.hypot(event.clientX - first.x, event.clientY - first.y) < doublePx
      isSwallowed = isNear && control !== null && control !== first?.control
      if (!isSwallowed) return
      swallow(event)
      // whatever has begun with the pointer going down ends here
      event.target?.dispatchEvent(new PointerEvent('pointercancel', { pointerId, bubbles: true }))
    },
    true,
  )
  for (const name of ['pointerup', 'mouseup', 'click'] as const)
    root.addEventListener(
      name,
      (event) => {
        if (!isSwallowed) return
        swallow(event)
        isSwallowed = name !== 'click' // it ends with the click
      },
      true,
    )
  // a key or a script that presses a button comes without a pointer
  root.addEventListener(
    'keydown',
    () => {
      isSwallowed = false
    },
    true,
  )
}
