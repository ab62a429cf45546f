/** What of a result does not repeat. */
import { checkShallow } from '../check.js'

/** A copy of plain JSON without its times: everything that stands under the name `seconds` is left out. */
export function withoutTimes(value: unknown): unknown {
  checkShallow('withoutTimes', 'value', value)
  return timeless(value)
}

function timeless(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(timeless)
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([name]) => name !== 'seconds')
  return Object.fromEntries(kept.map(([name, inside]) => [name, timeless(inside)]))
}
