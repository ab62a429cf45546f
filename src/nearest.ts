/** "did you mean ...?" for a name that is not on a list. */

/** The next action of an error message, or undefined where no name is close. */
export function didYouMean(given: string, names: readonly string[]): string | undefined {
  const best = nearestTo(given, names)
  return best === undefined ? undefined : `did you mean ${best}?`
}

/** Of a longer name nobody mistypes one letter, and comparing two takes the product of their lengths. */
const LONGEST = 200

/** The closest name within two edits, or undefined where none is that close. */
export function nearestTo(given: string, names: readonly string[]): string | undefined {
  let best: string | undefined
  let least = 3
  for (const name of names) {
    if (name.length > LONGEST || Math.abs(name.length - given.length) >= least) continue
    const distance = editDistance(given.toLowerCase(), name.toLowerCase())
    if (distance < least && distance < name.length) {
      least = distance
      best = name
    }
  }
  return best
}

/** Insertions, deletions and substitutions that turn a into b (Levenshtein, 1966). */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const substituted = (above[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(substituted, (above[j] as number) + 1, (row[j - 1] as number) + 1))
    }
    above = row
  }
  return above[b.length] as number
}
