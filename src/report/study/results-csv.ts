/** A study as a table: one row for each scored run, for other programs to read. */
import { collapsedIn } from '../../measure/study/analysis/collapsed.js'
import type { Study } from '../../measure/study/analysis/result.js'

const HEAD =
  'schedule,budget_epochs,seed,learning_rate,updates,stopped,seconds,validation_accuracy,validation_loss,test_accuracy,test_loss'

/** One row for each scored run, with a head; cells are empty where the run diverged. */
export function studyCsv({ plan, runs }: Study): string {
  const rmse = plan.metric === 'rmse'
  const several = plan.weightDecays.length > 1
  const fell = collapsedIn(plan, runs)
  const head = [
    HEAD,
    ...(several ? ['weight_decay'] : []),
    ...(rmse ? ['validation_rmse,test_rmse'] : []),
    'collapsed',
  ].join(',')
  const rows = runs.map((run) => {
    const { method, budget, seed, rate, weightDecay, steps, stopped, seconds, final, test } = run
    return [
      cell(method),
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
      ...(several ? [weightDecay] : []),
      ...(rmse ? [final?.rmse ?? '', test?.rmse ?? ''] : []),
      fell.has(run) ? 'yes' : 'no',
    ].join(',')
  })
  return `${[head, ...rows].join('\n')}\n`
}

/** A name may hold anything but a line break. */
function cell(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
