/** The confusion matrix: a row for each class as it is, a column for each as it was answered. */
import type { Dataset } from 'onecycle'
import { Scroller } from '../parts/scroller.tsx'
import type { Judged } from './confusion.ts'
import { className } from './held-out.ts'

/** Wider tables are told by their worst pairs alone. */
const WIDEST = 12

interface ConfusionProps {
  readonly judged: Judged
  readonly rows: Dataset
  /** held-out rows in all, of which `rows` may be the first */
  readonly all: number
}

export function ConfusionTable({ judged, rows, all }: ConfusionProps) {
  const { matrix, right } = judged
  const names = matrix.map((_, c) => className(rows, c))
  const of = `${rows.count < all ? 'the first ' : ''}${rows.count.toLocaleString('en-GB')}`
  return (
    <div>
      <h3>Who is taken for whom</h3>
      <p>
        {((100 * right) / judged.rows).toFixed(1)} % of {of} held-out rows are right.
      </p>
      {names.length <= WIDEST ? (
        <Scroller label="Confusion matrix">
          <table class="confusion">
            <caption class="only-heard">Rows of each class by the class that was answered</caption>
            <thead>
              <tr>
                <th scope="col">is, answered</th>
                {names.map((name) => (
                  <th scope="col" key={name}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {matrix.map((row, actual) => (
                <tr key={names[actual]}>
                  <th scope="row">{names[actual]}</th>
                  {row.map((count, predicted) => (
                    <td key={names[predicted]} style={{ background: shade(row, actual, predicted) }}>
                      {count === 0 ? '' : count}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroller>
      ) : (
        <ul>
          {pairs(judged).map(({ actual, predicted, count }) => (
            <li key={`${actual} ${predicted}`}>
              {names[actual]} taken for {names[predicted]}: {count}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** The fuller, the larger the share of its row: mistakes show sooner than what is right. */
function shade(row: readonly number[], actual: number, predicted: number): string {
  const sum = row.reduce((total, count) => total + count, 0)
  const share = sum === 0 ? 0 : (row[predicted] as number) / sum
  const full = actual === predicted ? share : Math.min(1, 5 * share)
  return `color-mix(in srgb, var(--oc-${actual === predicted ? 'right' : 'wrong'}) ${Math.round(100 * full)}%, transparent)`
}

function pairs({ matrix }: Judged) {
  return matrix
    .flatMap((row, actual) => row.map((count, predicted) => ({ actual, predicted, count })))
    .filter(({ actual, predicted, count }) => actual !== predicted && count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, WIDEST)
}
