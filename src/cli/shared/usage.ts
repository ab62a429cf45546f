/** Wrong use of the command line, as opposed to work that failed: exit code 2 instead of 1. */

export class UsageError extends Error {}

/** Runs a check of what the user typed: a wrong kind or value that it finds is wrong use. */
export function asUsage<T>(check: () => T): T {
  try {
    return check()
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) throw new UsageError(error.message)
    throw error
  }
}
