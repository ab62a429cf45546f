/** A study as a table: one row for each scored run, for other programs to read. */
import { readResult } from '../../check.js'
import { goodness, scoreOf } from '../../measure/metric.js'
import { collapsedIn } from '../../measure/study/analysis/collapsed.js'
import type { Study } from '../../measure/study/analysis/result.js'
import type { Run } from '../../measure/study/needs.js'

const HEAD =
  'schedule,budget_epochs,seed,learning_rate,updates,stopped,seconds,validation_accuracy,validation_loss,test_accuracy,test_loss'

/** One row for each scored run, with a head; cells are empty where the run diverged. */
export function studyCsv(study: Study): string {
  return readResult('studyCsv', 'study', study, 'runs', 'compare', csvOf)
}

function csvOf({ plan, runs, ablation }: Study): string {
  const rmse = plan.metric === 'rmse'
  const several = plan.weightDecays.length > 1
  const parts = new Map(ablation?.parts.map((part) => [part.without, part]))
  /** The part of 1cycle that a run does without, and what the same with it, budget and seed alike, has more. */
  const earned = (run: Run): (string | number)[] => {
    const part = parts.get(run.method)
    if (part === undefined) return ['', '']
    const own = runs.find(
      (each) => each.method === part.with && each.budget === run.budget && each.seed === run.seed,
    ) as Run
    const good = ({ final }: Run): number => goodness(plan.metric, scoreOf(final, plan.metric))
    const more = good(own) - good(run)
    return [part.part, Number.isFinite(more) ? more : '']
  }
  const fell = collapsedIn(plan, runs)
  const head = [
    HEAD,
    ...(several ? ['weight_decay'] : []),
    ...(rmse ? ['validation_rmse,test_rmse'] : []),
    'collapsed',
    ...(ablation === undefined ? [] : ['part_taken_away,earned']),
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
      ...(ablation === undefined ? [] : earned(run)),
    ].join(',')
  })
  return `${[head, ...rows].join('\n')}\n`
}

/** A name may hold anything but a line break. */
function cell(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
