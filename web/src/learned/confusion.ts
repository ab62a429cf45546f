/** What a network answers to held-out rows against what is right: who is taken for whom, and the surest mistakes. */

export interface Judged {
  /** matrix[actual][predicted], in rows */
  readonly matrix: readonly (readonly number[])[]
  readonly rows: number
  readonly right: number
  /** wrong rows, the surest first */
  readonly mistakes: readonly Mistake[]
}

export interface Mistake {
  readonly row: number
  readonly actual: number
  readonly predicted: number
  /** the probability that the network gave to its wrong answer */
  readonly sure: number
}

/**
 * @param answers probabilities, a row for each label; a single one is that of class 1
 * @param shown mistakes that are wanted
 */
export function judge(labels: ArrayLike<number>, answers: ArrayLike<number>, classes: number, shown: number): Judged {
  const rows = labels.length
  const outputs = answers.length / rows
  const matrix = Array.from({ length: classes }, () => new Array<number>(classes).fill(0))
  const mistakes: Mistake[] = []
  let right = 0
  for (let row = 0; row < rows; row++) {
    const actual = labels[row] as number
    const [predicted, sure] = surest(answers, row * outputs, outputs)
    ;(matrix[actual] as number[])[predicted] = (matrix[actual]?.[predicted] as number) + 1
    if (predicted === actual) right++
    else mistakes.push({ row, actual, predicted, sure })
  }
  mistakes.sort((a, b) => b.sure - a.sure || a.row - b.row)
  return { matrix, rows, right, mistakes: mistakes.slice(0, shown) }
}

/** The class of the highest probability, the first of equals, and that probability. */
export function surest(answers: ArrayLike<number>, from: number, outputs: number): [predicted: number, sure: number] {
  if (outputs === 1) {
    const one = answers[from] as number
    return one > 0.5 ? [1, one] : [0, 1 - one]
  }
  let best = 0
  for (let c = 1; c < outputs; c++) {
    if ((answers[from + c] as number) > (answers[from + best] as number)) best = c
  }
  return [best, answers[from + best] as number]
}

/** A probability for each class. */
export function probabilities(answers: ArrayLike<number>, from: number, outputs: number): number[] {
  if (outputs === 1) return [1 - (answers[from] as number), answers[from] as number]
  return Array.from({ length: outputs }, (_, c) => answers[from + c] as number)
}
