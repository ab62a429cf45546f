/** Whether all libraries make the same step: they report our losses at first, and train in the end. */

/** Of our loss, and of 1 where that is less. */
const TOLERANCE = 1e-3

/**
 * @param network  its name
 * @param entries  [{ name, step }], ours first
 * @param updates  how many losses are compared
 * @returns the first loss of each
 * @throws where a library's losses are not ours: it would be another step
 */
export async function firstLosses(network, entries, updates) {
  const losses = []
  for (const { name, step } of entries) {
    const own = []
    for (let update = 0; update < updates; update++) {
      own.push(await step())
      const [expected, got] = [(losses[0] ?? own)[update], own[update]]
      if (Math.abs(got - expected) <= TOLERANCE * Math.max(1, Math.abs(expected))) continue
      throw new Error(`${network}: "${name}" expected our loss ${expected} at update ${update}, got ${got}`)
    }
    losses.push(own)
  }
  return losses.map(([first]) => first)
}

/** @throws where the loss has not fallen */
export function checkTrained(network, name, first, last) {
  if (!(last < first)) throw new Error(`${network}: "${name}" does not train: ${first}, then ${last}`)
}
