/** A row of CSV while it is read. */
export interface Cells {
  readonly count: number
  /** the decimal number that a cell is; NaN where it is anything else */
  number(index: number): number
  /** trimmed */
  text(index: number): string
}

/** Where reading stands in CSV that comes in blocks, and of which rows all have the length. */
export interface Place {
  /** before the block */
  lines: number
  first: { readonly line: number; readonly width: number } | undefined
}

/** Where the whole begins. */
export function start(): Place {
  return { lines: 0, first: undefined }
}
