/**
 * How the work of each kernel is shared out: by rows, images, columns or single numbers of its result, never along a chain, so
 * that any number of parts gives the same bits. A part is the kernel itself with other pointers and counts; what is not listed
 * here, because it sums over the whole batch or hardly counts, is one thread's.
 */

/** The arguments of a call; a part changes its own copy. */
type Arguments = number[]

/** Of the arguments of a call. */
type Count = (args: readonly number[]) => number

/** How the calls of a kernel are shared out. */
export interface Sharing {
  /** what is shared out, and a number of them that no part splits */
  readonly items: Count
  readonly grain: Count
  /** multiply-adds, or numbers that are touched, of the whole call */
  readonly cost: Count
  /** place of the scratch pointer among the arguments; each part has scratch of its own */
  readonly work?: number
  /** makes the arguments of the call those of items `from` to `to` - 1 */
  take(args: Arguments, from: number, to: number): void
}

const at = (args: readonly number[], index: number) => args[index] as number
const argument =
  (index: number): Count =>
  (args) =>
    args[index] as number
const one: Count = () => 1

function advance(args: Arguments, index: number, bytes: number): void {
  args[index] = at(args, index) + bytes
}

/** Arrays of n numbers, n the argument `count`, of which every pointer follows. */
function numbers(count: number, ...pointers: readonly number[]): Sharing {
  return rows(count, one, Object.fromEntries(pointers.map((pointer) => [pointer, one])), 16)
}

/**
 * Rows of arrays, as many as the argument `count` says.
 * @param cost    of a row
 * @param widths  numbers in a row of the array at each pointer
 */
function rows(count: number, cost: Count, widths: Readonly<Record<number, Count>>, grain = 4, work?: number): Sharing {
  const pointers = Object.keys(widths).map(Number)
  const ofRow = Object.values(widths)
  return {
    items: argument(count),
    grain: () => grain,
    cost: (args) => cost(args) * at(args, count),
    ...(work !== undefined && { work }),
    take(part, from, to) {
      for (let i = 0; i < pointers.length; i++) {
        advance(part, pointers[i] as number, 4 * from * (ofRow[i] as Count)(part))
      }
      part[count] = to - from
    },
  }
}

/** Columns for each row beyond which a product is cut between columns. */
const WIDE = 8

/**
 * A product of a dense layer, C[m, n]: rows `first` to `first + 1` of its arguments and all columns. Between rows, so that what
 * a thread has made of its rows of the batch is what it reads of them in the next layer; a product of few rows between columns.
 */
function product(
  { first, columns, work }: { readonly first: number; readonly columns: number; readonly work: number },
  depth: Count,
  moveColumns: (args: Arguments, column: number) => void,
): Sharing {
  const height: Count = (args) => at(args, first + 1) - at(args, first)
  const wide = (args: readonly number[]) => at(args, columns) > WIDE * height(args)
  return {
    items: (args) => (wide(args) ? at(args, columns) : height(args)),
    grain: () => 8,
    cost: (args) => height(args) * at(args, columns) * depth(args),
    work,
    take(part, from, to) {
      if (wide(part)) {
        moveColumns(part, from)
        part[columns] = to - from
      } else {
        part[first + 1] = at(part, first) + to
        part[first] = at(part, first) + from
      }
    },
  }
}

// of a window over images, from `height` on: height, width, channels, outHeight, outWidth, kh, kw
const imageSize =
  (height: number): Count =>
  (args) =>
    at(args, height) * at(args, height + 1) * at(args, height + 2)
const outSize =
  (height: number): Count =>
  (args) =>
    at(args, height + 3) * at(args, height + 4) * at(args, height + 2)
const filteredSize =
  (height: number, filters: number): Count =>
  (args) =>
    at(args, height + 3) * at(args, height + 4) * at(args, filters)
const taps =
  (height: number): Count =>
  (args) =>
    at(args, height + 5) * at(args, height + 6) * at(args, height + 2)
/** Rows of each ky of a convolution's weights. */
const filterRows: Count = (args) => at(args, 6) - at(args, 5)
/** A winner of a pool is a byte, and the bytes of an image fill whole words. */
const winners: Count = (args) => Math.ceil(outSize(4)(args) / 4)

/** By name, those of every core and those of layers; what each argument is stands in ../kernels.ts and ../layers/. */
export const shares: Readonly<Record<string, Sharing>> = {
  denseForward: product({ first: 4, columns: 7, work: 10 }, argument(6), (args, column) => {
    for (const pointer of [0, 2, 3]) advance(args, pointer, 4 * column)
  }),
  denseBackwardWeight: product({ first: 4, columns: 7, work: 9 }, argument(3), (args, column) => {
    for (const pointer of [0, 2]) advance(args, pointer, 4 * column)
  }),
  denseBackwardInput: product({ first: 4, columns: 6, work: 10 }, argument(7), (args, column) => {
    for (const pointer of [0, 3]) advance(args, pointer, 4 * column)
    advance(args, 2, 4 * column * at(args, 7))
  }),
  activate: numbers(1, 0),
  activationBackward: numbers(2, 0, 1),
  sgdStep: numbers(3, 0, 1, 2),
  adamStep: numbers(4, 0, 1, 2, 3),
  rmspropStep: numbers(4, 0, 1, 2, 3),
  standardizeU8: rows(4, argument(5), { 0: argument(5), 1: (args) => at(args, 5) / 4 }),
  standardize: rows(4, argument(5), { 0: argument(5), 1: argument(5) }),
  gatherU8: rows(5, argument(6), { 0: argument(6), 2: one }),
  gather: rows(5, argument(6), { 0: argument(6), 2: one }),
  conv2dForward: rows(
    4,
    (args) => filteredSize(5, 15)(args) * taps(5)(args),
    { 0: filteredSize(5, 15), 1: imageSize(5) },
    8,
    17,
  ),
  conv2dBackwardInput: rows(
    4,
    (args) => filteredSize(5, 15)(args) * taps(5)(args),
    { 0: imageSize(5), 1: filteredSize(5, 15), 3: imageSize(5) },
    8,
    17,
  ),
  conv2dBackwardWeight: {
    items: filterRows,
    // the four rows of a tile; under two such, tiles mix the rows of several ky
    grain: (args) => (filterRows(args) < 8 ? 1 : 4),
    cost: (args) => at(args, 4) * filteredSize(7, 17)(args) * taps(7)(args),
    work: 18,
    take(part, from, to) {
      // the last part, which is the smallest, has the biases
      if (at(part, 5) + to < at(part, 6)) part[1] = 0
      part[6] = at(part, 5) + to
      part[5] = at(part, 5) + from
    },
  },
  maxPoolForward: rows(3, imageSize(4), { 0: outSize(4), 1: winners, 2: imageSize(4) }, 1),
  maxPoolBackward: rows(3, imageSize(4), { 0: imageSize(4), 1: outSize(4), 2: winners }, 1),
  averagePoolForward: rows(2, imageSize(3), { 0: outSize(3), 1: imageSize(3) }, 1),
  averagePoolBackward: rows(2, imageSize(3), { 0: imageSize(3), 1: outSize(3) }, 1),
  depthwiseForward: rows(4, (args) => 9 * outSize(5)(args), { 0: outSize(5), 1: imageSize(5) }, 1),
  depthwiseBackwardInput: rows(3, (args) => 9 * outSize(4)(args), { 0: imageSize(4), 1: outSize(4) }, 1),
  batchNormForward: rows(5, argument(6), { 0: argument(6), 1: argument(6) }),
  batchNormBackwardInput: rows(8, argument(9), {
    0: argument(9),
    1: argument(9),
    2: argument(9),
  }),
  layerNormForward: rows(5, argument(6), {
    0: argument(6),
    1: () => 2,
    2: argument(6),
  }),
  layerNormBackwardInput: rows(5, argument(6), {
    0: argument(6),
    1: argument(6),
    2: argument(6),
    3: () => 2,
  }),
  add: numbers(3, 0, 1, 2),
  gateForward: numbers(2, 0, 1),
  gateBackward: numbers(3, 0, 1, 2),
}
