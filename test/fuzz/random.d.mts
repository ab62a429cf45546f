export function choices(
  seed: number,
  name: string,
  index: number,
): { next(): number; below(limit: number): number; one<T>(list: readonly T[]): T }
