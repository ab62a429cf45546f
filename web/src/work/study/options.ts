/** The options of a study of the lanes, with its data. */
import { digits, type StudyOptions, spirals } from 'onecycle'
import { problemData } from '../../problem/data.ts'
import { type Problem, RATES } from '../../state/lab.ts'
import type { StudySetting } from './protocol.ts'

type Rows = Pick<StudyOptions, 'training' | 'test' | 'validationFraction'>

export async function studyOptions(setting: StudySetting): Promise<StudyOptions> {
  const { problem, schedules, subject, budgets, seeds, target } = setting
  const { layers, batchSize, seed } = problem
  const rows = await studyRows(problem)
  const { classes } = rows.training
  return {
    ...rows,
    layers: layers as never,
    batchSize,
    schedules,
    subject,
    budgets,
    seeds,
    seed,
    rates: RATES,
    tuningSeeds: 3,
    // a number to predict has no share of right answers: its targets are those that the runs allow
    ...(classes === 0 ? { metric: 'rmse' as const } : { targets: [target] }),
  }
}

/** As many rows train as in the race. Of built-in data as many again as it tests on are held out, and the test rows are others. */
async function studyRows(problem: Problem): Promise<Rows> {
  if (problem.data === 'own') {
    const { training, validation } = await problemData(problem)
    return { training, test: validation }
  }
  const { seed, data } = problem
  const { training, validation } = await problemData(problem)
  const rows = training.count + validation.count
  const made = data === 'spirals' ? spirals({ seed, training: rows }) : digits({ seed, training: rows })
  return { ...made, validationFraction: validation.count / rows }
}
