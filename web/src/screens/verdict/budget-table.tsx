/** What every lane ends with, at every length of the race. */
import { laneTone } from '../../lanes/names.ts'
import type { StudyResult } from '../../lanes/study.ts'
import { Scroller } from '../../parts/scroller.tsx'
import { epochsText, short } from '../../parts/words.ts'
import { metricName, score } from './words.ts'

export function BudgetTable({ result: { study, lanes } }: { readonly result: StudyResult }) {
  const { plan, budgets } = study
  const { metric } = plan
  const what = metric === undefined ? 'Right answers' : `${metricName(metric)}, the lower the better,`
  return (
    <Scroller label="What every lane ends with">
      <table class="numbers">
        <caption>
          {what} on the held-out rows at the end, median of {plan.seeds.length} seeds, and the worst of them
        </caption>
        <thead>
          <tr>
            <th scope="col">lane</th>
            {plan.budgets.map((budget) => (
              <th key={budget} scope="col">
                {epochsText(budget)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {plan.schedules.map((method, i) => (
            <tr key={method}>
              <th scope="row">
                <span class="swatch" style={{ background: `var(--oc-${laneTone(lanes[i] as string)})` }} /> {method}
              </th>
              {plan.budgets.map((budget) => {
                const cell = budgets.find((one) => one.schedule === method && one.budget === budget)
                if (cell === undefined) return <td key={budget}>-</td>
                return (
                  <td key={budget}>
                    {score(cell.validation.median, metric)}
                    <small>worst {score(cell.validation.worst, metric)}</small>
                    <small>rate {short(cell.rate)}</small>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  )
}
