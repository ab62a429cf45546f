/** Numbers and lists as sentences have them. */

/** "5, 10 and 20". */
export function listed(list: readonly (string | number)[]): string {
  return list.length < 2 ? list.join() : `${list.slice(0, -1).join(', ')} and ${list.at(-1)}`
}

/** "1 epoch", "1,600 epochs". */
export function epochsText(count: number): string {
  return `${count.toLocaleString('en')} epoch${count === 1 ? '' : 's'}`
}

/** A rate, or what else is set, with four digits at most. */
export function short(value: number): string {
  return String(Math.abs(value) < 1000 ? Number(value.toPrecision(4)) : value)
}
