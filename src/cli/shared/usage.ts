/** Wrong use of the command line, as opposed to work that failed: exit code 2 instead of 1. */

export class UsageError extends Error {}

/** Options of the library by name, each as it is typed: { batchSize: '--batch-size' }. */
export type Typed = Readonly<Record<string, string>>

/**
 * Runs a check of what the user typed: a wrong kind or value that it finds is wrong use.
 * @param typed what the error calls an option that the check knows by its name in the library
 */
export function asUsage<T>(check: () => T, typed: Typed = {}): T {
  try {
    return check()
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) throw new UsageError(asTyped(error.message, typed))
    throw error
  }
}

/** `compare: "seeds" expected` as `compare: "--seeds" expected`, an element of a list likewise. */
function asTyped(text: string, typed: Typed): string {
  return text.replace(/^([^"]*: ")(\w+)(?=["[])/, (named, before: string, name: string) =>
    Object.hasOwn(typed, name) ? `${before}${typed[name]}` : named,
  )
}
