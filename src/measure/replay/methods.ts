/** Curves by the method that they are runs of. */

/** The method of a curve: the one that is named, or that of its own name. */
export function methodOf({ name, method = name }: { readonly name: string; readonly method?: string }): string {
  return method
}

/** The runs of each method, both in the order of the curves. */
export function methodsOf<T extends { readonly name: string; readonly method?: string }>(
  curves: readonly T[],
): Map<string, T[]> {
  const methods = new Map<string, T[]>()
  for (const curve of curves) {
    const runs = methods.get(methodOf(curve))
    if (runs === undefined) methods.set(methodOf(curve), [curve])
    else runs.push(curve)
  }
  return methods
}
