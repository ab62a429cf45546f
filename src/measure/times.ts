/** What of a result does not repeat. */

/** A copy of plain JSON without its times: everything that stands under the name `seconds` is left out. */
export function withoutTimes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTimes)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([name]) => name !== 'seconds')
  return Object.fromEntries(kept.map(([name, inside]) => [name, withoutTimes(inside)]))
}
