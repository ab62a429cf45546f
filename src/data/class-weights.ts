/**
 * What a row of each class counts where each class counts the same in all: rows / (classes that have rows x rows of the class).
 *
 * @param rows of each class
 */
export function balancedWeights(rows: readonly number[]): number[] {
  const all = rows.reduce((sum, count) => sum + count, 0)
  const present = rows.filter((count) => count > 0).length
  return rows.map((count) => all / (present * count))
}
