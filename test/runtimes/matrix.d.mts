/** What the matrix gives, for the test that runs a part of it. */
export interface MatrixRow {
  readonly id: string
  readonly missing?: string
  readonly cells: Readonly<Record<string, { ok: boolean; reason?: string; differing?: string[] }>>
}

export interface Matrix {
  readonly combined: string
  readonly runs: number
  readonly rows: readonly MatrixRow[]
}

export function runMatrix(options?: { only?: readonly string[] }): Promise<Matrix>
export function faults(matrix: Pick<Matrix, 'rows'>, strict: boolean): string[]
