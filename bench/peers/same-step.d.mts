export interface Entry {
  readonly name: string
  step(): number | Promise<number>
}

export function firstLosses(network: string, entries: readonly Entry[], updates: number): Promise<number[]>
export function checkTrained(network: string, name: string, first: number, last: number): void
