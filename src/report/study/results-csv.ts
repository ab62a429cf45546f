/** A study as a table: one row for each scored run, for other programs to read. */
import type { Study } from '../../measure/study/analysis/result.js'

const HEAD =
  'schedule,budget_epochs,seed,learning_rate,updates,stopped,seconds,validation_accuracy,validation_loss,test_accuracy,test_loss'

/** One row for each scored run, with a head; cells are empty where the run diverged. */
export function studyCsv({ plan, runs }: Study): string {
  const rmse = plan.metric === 'rmse'
  const rows = runs.map(({ method, budget, seed, rate, steps, stopped, seconds, final, test }) =>
    [
      method,
      budget,
      seed,
      rate,
      steps,
      stopped,
      seconds ?? '',
      final?.accuracy ?? '',
      final?.loss ?? '',
      test?.accuracy ?? '',
      test?.loss ?? '',
      ...(rmse ? [final?.rmse ?? '', test?.rmse ?? ''] : []),
    ].join(','),
  )
  return `${[rmse ? `${HEAD},validation_rmse,test_rmse` : HEAD, ...rows].join('\n')}\n`
}
