/** Gives each drawing a frame of its own, so that pictures that come together do not add up to a frame that is late. */
let last: Promise<void> = Promise.resolve()

export function ownFrame(): Promise<void> {
  last = last.then(() => new Promise((resolve) => requestAnimationFrame(() => resolve())))
  return last
}
