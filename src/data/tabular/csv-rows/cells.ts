/** A row of CSV while it is read. */
export interface Cells {
  readonly count: number
  /** the decimal number that a cell is; NaN where it is anything else */
  number(index: number): number
  /** trimmed */
  text(index: number): string
}
