/**
 * How the work of each kernel is shared out: by rows, images, columns or single numbers of its result, never along a chain, so
 * that any number of parts gives the same bits. A part is the kernel itself with other pointers and counts; what is not listed
 * here, because it sums over the whole batch or hardly counts, is one thread's.
 */

/** The arguments of a call; a part changes its own copy. */
type Arguments = number[]

/** A way to share a call. */
export interface Sharing {
  /** what is shared out, and a number of them that no part splits */
  readonly items: number
  readonly grain: number
  /** multiply-adds, or numbers that are touched, of the whole call */
  readonly cost: number
  /** place of the scratch pointer among the arguments; each part has scratch of its own */
  readonly work?: number
  /** makes the arguments those of items `from` to `to` - 1 */
  take(args: Arguments, from: number, to: number): void
}

/** The way to share a call with these arguments. */
export type Share = (args: readonly number[]) => Sharing

const at = (args: readonly number[], index: number) => args[index] as number

function advance(args: Arguments, index: number, bytes: number): void {
  args[index] = at(args, index) + bytes
}

/** Arrays of n numbers, n the argument `count`, of which every pointer follows. */
function numbers(count: number, ...pointers: readonly number[]): Share {
  return rows(count, () => 1, Object.fromEntries(pointers.map((pointer) => [pointer, () => 1])), 16)
}

/**
 * Rows of arrays, as many as the argument `count` says.
 * @param cost    of a row
 * @param widths  numbers in a row of the array at each pointer
 */
function rows(
  count: number,
  cost: (args: readonly number[]) => number,
  widths: Readonly<Record<number, (args: readonly number[]) => number>>,
  grain = 4,
  work?: number,
): Share {
  const arrays = Object.entries(widths).map(([pointer, width]) => [Number(pointer), width] as const)
  return (args) => ({
    items: at(args, count),
    grain,
    cost: cost(args) * at(args, count),
    ...(work !== undefined && { work }),
    take(part, from, to) {
      for (const [pointer, width] of arrays) advance(part, pointer, 4 * from * width(args))
      part[count] = to - from
    },
  })
}

/**
 * A product of a dense layer, C[m, n]: rows `from` to `to` - 1 and all columns. Every part of some rows copies all of the
 * right side into panels, every part of some columns all of the left one into tiles: so the longer way is cut.
 */
function product(
  { first, columns, work }: { readonly first: number; readonly columns: number; readonly work: number },
  depth: (args: readonly number[]) => number,
  moveColumns: (args: Arguments, column: number) => void,
): Share {
  return (args) => {
    const [from, to, n] = [at(args, first), at(args, first + 1), at(args, columns)]
    const m = to - from
    const cost = m * n * depth(args)
    // a product of few rows has another kernel
    if (n > m) {
      return {
        items: n,
        grain: 8,
        cost,
        work,
        take(part, left, right) {
          moveColumns(part, left)
          part[columns] = right - left
        },
      }
    }
    return {
      items: m,
      grain: 4,
      cost,
      work,
      take(part, low, high) {
        part[first] = from + low
        part[first + 1] = from + high
      },
    }
  }
}

// of a window over images, from `height` on: height, width, channels, outHeight, outWidth, kh, kw
const imageSize = (height: number) => (args: readonly number[]) =>
  at(args, height) * at(args, height + 1) * at(args, height + 2)
const outSize = (height: number) => (args: readonly number[]) =>
  at(args, height + 3) * at(args, height + 4) * at(args, height + 2)
const filteredSize = (height: number, filters: number) => (args: readonly number[]) =>
  at(args, height + 3) * at(args, height + 4) * at(args, filters)
const taps = (height: number) => (args: readonly number[]) =>
  at(args, height + 5) * at(args, height + 6) * at(args, height + 2)
/** A winner of a pool is a byte, and the bytes of an image fill whole words. */
const winners = (args: readonly number[]) => Math.ceil(outSize(4)(args) / 4)

/** By name, those of every core and those of layers; what each argument is stands in ../kernels.ts and ../layers/. */
export const shares: Readonly<Record<string, Share>> = {
  denseForward: product(
    { first: 4, columns: 7, work: 10 },
    (args) => at(args, 6),
    (args, column) => {
      for (const pointer of [0, 2, 3]) advance(args, pointer, 4 * column)
    },
  ),
  denseBackwardWeight: product(
    { first: 4, columns: 7, work: 9 },
    (args) => at(args, 3),
    (args, column) => {
      for (const pointer of [0, 2]) advance(args, pointer, 4 * column)
    },
  ),
  denseBackwardInput: product(
    { first: 4, columns: 6, work: 10 },
    (args) => at(args, 7),
    (args, column) => {
      for (const pointer of [0, 3]) advance(args, pointer, 4 * column)
      advance(args, 2, 4 * column * at(args, 7))
    },
  ),
  activate: numbers(1, 0),
  activationBackward: numbers(2, 0, 1),
  sgdStep: numbers(3, 0, 1, 2),
  adamStep: numbers(4, 0, 1, 2, 3),
  rmspropStep: numbers(4, 0, 1, 2, 3),
  standardizeU8: rows(4, (args) => at(args, 5), { 0: (args) => at(args, 5), 1: (args) => at(args, 5) / 4 }),
  standardize: rows(4, (args) => at(args, 5), { 0: (args) => at(args, 5), 1: (args) => at(args, 5) }),
  gatherU8: rows(5, (args) => at(args, 6), { 0: (args) => at(args, 6), 2: () => 1 }),
  gather: rows(5, (args) => at(args, 6), { 0: (args) => at(args, 6), 2: () => 1 }),
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
  conv2dBackwardWeight: (args) => ({
    items: at(args, 5) - at(args, 4),
    grain: 4,
    cost: at(args, 3) * filteredSize(6, 16)(args) * taps(6)(args),
    work: 17,
    take(part, from, to) {
      part[5] = at(args, 4) + to
      part[4] = at(args, 4) + from
    },
  }),
  maxPoolForward: rows(3, imageSize(4), { 0: outSize(4), 1: winners, 2: imageSize(4) }, 1),
  maxPoolBackward: rows(3, imageSize(4), { 0: imageSize(4), 1: outSize(4), 2: winners }, 1),
  averagePoolForward: rows(2, imageSize(3), { 0: outSize(3), 1: imageSize(3) }, 1),
  averagePoolBackward: rows(2, imageSize(3), { 0: imageSize(3), 1: outSize(3) }, 1),
  depthwiseForward: rows(4, (args) => 9 * outSize(5)(args), { 0: outSize(5), 1: imageSize(5) }, 1),
  depthwiseBackwardInput: rows(3, (args) => 9 * outSize(4)(args), { 0: imageSize(4), 1: outSize(4) }, 1),
  batchNormForward: rows(5, (args) => at(args, 6), { 0: (args) => at(args, 6), 1: (args) => at(args, 6) }),
  batchNormBackwardInput: rows(8, (args) => at(args, 9), {
    0: (args) => at(args, 9),
    1: (args) => at(args, 9),
    2: (args) => at(args, 9),
  }),
  layerNormForward: rows(5, (args) => at(args, 6), {
    0: (args) => at(args, 6),
    1: () => 2,
    2: (args) => at(args, 6),
  }),
  layerNormBackwardInput: rows(5, (args) => at(args, 6), {
    0: (args) => at(args, 6),
    1: (args) => at(args, 6),
    2: (args) => at(args, 6),
    3: () => 2,
  }),
  add: numbers(3, 0, 1, 2),
  gateForward: numbers(2, 0, 1),
  gateBackward: numbers(3, 0, 1, 2),
}
