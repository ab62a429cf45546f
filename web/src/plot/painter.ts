/** Draws what waits to be drawn, a few milliseconds in each frame: several plots take turns, and the page stays quick. */

/** milliseconds of a frame after which the rest waits for the next one */
const BUDGET = 3

const waiting = new Map<object, () => void>()
let asked = false

/** @param of whose drawing this is: a newer one takes the place of one that still waits */
export function paint(of: object, draw: () => void): void {
  waiting.set(of, draw)
  ask()
}

export function forget(of: object): void {
  waiting.delete(of)
}

function ask(): void {
  if (asked) return
  asked = true
  requestAnimationFrame(frame)
}

function frame(): void {
  asked = false
  const start = performance.now()
  for (const [of, draw] of waiting) {
    waiting.delete(of)
    draw()
    if (performance.now() - start > BUDGET) break
  }
  if (waiting.size > 0) ask()
}
