export interface Report {
  readonly machine: Readonly<Record<string, unknown>>
  readonly results: readonly {
    readonly network: string
    readonly task: 'step' | 'forward'
    readonly batch: number
    readonly library: string
    readonly threads: number
    readonly microseconds: number
    readonly overOurs: number
  }[]
  readonly refusals: readonly { readonly network: string; readonly library: string; readonly cannot: string }[]
}

export function tablesOf(report: Report): string
