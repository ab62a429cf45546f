/**
 * A copy of plain JSON that nothing can change, so that a description stays what its schedule was built from.
 */
export function frozenCopy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_, part: unknown) => Object.freeze(part)) as T
}
