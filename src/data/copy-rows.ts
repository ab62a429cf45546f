/** Rows of an array, as an array of their own. */

type Numbers = Uint8Array | Uint16Array | Float32Array

/** Rows of `width` numbers, copied: as 32-bit words where they consist of them, so that one loop sees one kind of array. */
export function rowsOf<T extends Numbers>(from: T, width: number, rows: Uint32Array): T {
  const taken = new (from.constructor as new (length: number) => T)(rows.length * width)
  const words = (width * from.BYTES_PER_ELEMENT) / 4
  if (Number.isInteger(words) && from.byteOffset % 4 === 0) {
    const source = new Int32Array(from.buffer, from.byteOffset, from.byteLength / 4)
    copyWords(new Int32Array(taken.buffer, taken.byteOffset), source, words, rows)
  } else copyNumbers(taken, from, width, rows)
  return taken
}

/** Of labels, and of bytes that fill no words. */
function copyNumbers(to: Numbers, from: Numbers, width: number, rows: Uint32Array): void {
  if (width === 1) for (let i = 0; i < rows.length; i++) to[i] = from[rows[i] as number] as number
  else for (let i = 0; i < rows.length; i++) copyRow(to, from, width, i, rows[i] as number)
}

function copyRow(to: Numbers, from: Numbers, width: number, at: number, row: number): void {
  for (let j = 0; j < width; j++) to[at * width + j] = from[row * width + j] as number
}

/** Rows that follow one another go in one block, for a view where that is cheaper than a loop. */
function copyWords(to: Int32Array, from: Int32Array, width: number, rows: Uint32Array): void {
  for (let i = 0; i < rows.length; ) {
    const first = rows[i] as number
    let run = 1
    while (rows[i + run] === first + run) run++
    const at = i * width
    const start = first * width
    const length = run * width
    if (length < 64) for (let j = 0; j < length; j++) to[at + j] = from[start + j] as number
    else to.set(from.subarray(start, start + length), at)
    i += run
  }
}
