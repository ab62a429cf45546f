import { planStudy } from 'onecycle'
import { expect, test } from 'vitest'
import { studyBudgets, studyMethods } from '../../../../web/src/lanes/study-methods.ts'
import { usualProblem } from '../../../../web/src/problem/networks.ts'
import { builtInRows } from '../../../../web/src/problem/rows.ts'
import { firstLab } from '../../../../web/src/state/lab.ts'
import { studyOptions } from '../../../../web/src/work/study/options.ts'

test('a study of built-in data trains as many rows, in as many updates, as the race', async () => {
  for (const name of ['spirals', 'digits'] as const) {
    const problem = usualProblem(name, 3)
    const setting = {
      ...{ problem, ...studyMethods(firstLab.lanes, 'tuned') },
      ...{ budgets: studyBudgets(problem.epochs), seeds: 5, target: 0.9 },
    }
    const plan = planStudy(await studyOptions(setting))
    expect(Math.round(plan.training.count * (1 - plan.split.fraction))).toBe(builtInRows[name])
    expect(plan.stepsPerEpoch).toBe(Math.ceil(builtInRows[name] / problem.batchSize))
    expect(plan.seeds).toEqual([3, 4, 5, 6, 7])
  }
})
