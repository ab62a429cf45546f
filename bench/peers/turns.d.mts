export interface Contestant<T> {
  run(): T | Promise<T>
  settle?(): Promise<unknown>
}

export interface Pace {
  readonly rounds: number
  readonly turn: number
  readonly warmUp: { readonly calls: number; readonly milliseconds: number }
  readonly patience: number
}

export function takeTurns<T>(
  contestants: readonly Contestant<T>[],
  pace: Pace,
): Promise<{ readonly samples: number[]; readonly last: T }[]>
export function median(values: readonly number[]): number
