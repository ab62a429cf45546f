import { writeFileSync } from 'node:fs'
import { activation, batchNorm, compare, dense, spirals } from 'onecycle'
import { studyReport } from 'onecycle/report'
import slowStart from './slow-start.mjs'

const study = await compare({
  ...spirals({ seed: 1, training: 1000, test: 200 }),
  layers: [dense(32), batchNorm(), activation('relu'), dense(2)],
  schedules: [
    'one-cycle',
    { name: 'Adam', optimizer: 'adam', schedule: 'linear', rates: { low: 0.0001, high: 0.1 } },
    { name: 'slow start', optimizer: slowStart, rates: { low: 0.0001, high: 0.1 } },
  ],
  subject: 'slow start',
  metric: 'loss',
  weightDecay: [0, 0.0005],
  batchSize: 20,
  budgets: [2, 4, 8],
})
for (const { schedule, budget, rate, weightDecay, validation } of study.budgets) {
  console.log(`${schedule}, ${budget} epochs: loss ${validation.median} at ${rate}, weight decay ${weightDecay}`)
}
writeFileSync('report.html', studyReport(study))
