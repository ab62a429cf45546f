/** Dates in text as days since 1970-01-01. */
import type { DateOrder } from './preparation.js'

const DAY = 86_400_000
const TIME = '(?:[T ]\\s*(\\d{1,2}):(\\d{2})(?::(\\d{2})(\\.\\d{1,9})?)?\\s*(Z|[+-]\\d{2}:?\\d{2})?)?'
const YEAR_FIRST = new RegExp(`^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${TIME}$`)
const YEAR_LAST = new RegExp(`^(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4})${TIME}$`)

/**
 * Days since 1970-01-01, with a fraction where the text has a time; NaN where it is no date of this order. A text that
 * begins with the year is one in any order.
 */
export function daysIn(text: string, asked: DateOrder): number {
  const order = YEAR_FIRST.test(text) ? 'ymd' : asked
  const match = (order === 'ymd' ? YEAR_FIRST : YEAR_LAST).exec(text)
  if (match === null) return Number.NaN
  const [first, second, third] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const [year, month, day] =
    order === 'ymd' ? [first, second, third] : order === 'dmy' ? [third, second, first] : [third, first, second]
  const [hours, minutes, seconds] = [Number(match[4] ?? 0), Number(match[5] ?? 0), Number(match[6] ?? 0)]
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  // the 31st of a month of 30 days would be the 1st of the next
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  if (!real || hours > 24 || minutes > 59 || seconds > 60) return Number.NaN
  const zone = match[8] === undefined || match[8] === 'Z' ? 0 : minutesOf(match[8])
  const time = ((hours * 60 + minutes - zone) * 60 + seconds + Number(match[7] ?? 0)) * 1000
  return (date.getTime() + time) / DAY
}

/** The orders in which every one of the texts is a date; more than one where no day is above 12. */
export function dateOrders(texts: readonly string[]): DateOrder[] {
  const fits = (order: DateOrder) => texts.every((text) => !Number.isNaN(daysIn(text, order)))
  if (texts.length === 0) return []
  return fits('ymd') ? ['ymd'] : (['dmy', 'mdy'] as const).filter(fits)
}

function minutesOf(zone: string): number {
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  return zone.startsWith('-') ? -minutes : minutes
}
