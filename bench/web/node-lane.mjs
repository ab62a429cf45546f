/** Runs of lanes in Node, one after the other, for their time. Its argument is a list of problems and lanes, as JSON. */
import { createNetwork, digits, methodOptimizer, Training } from '../../dist/entry/index.js'

const orders = JSON.parse(process.argv[2])
const { training: rows, test } = digits({ seed: orders[0].problem.seed })
const runs = []
for (const { problem, lane } of orders) {
  const { layers, batchSize, epochs, seed } = problem
  const network = await createNetwork({ inputs: rows.shape, layers, seed })
  const run = { epochs, rate: lane.rate, weightDecay: 0, momentum: 0.9 }
  const optimizer = ({ totalSteps }) => methodOptimizer(lane.method, { totalSteps, ...run })
  const training = new Training(network, rows, { batchSize, epochs, seed, optimizer })
  const start = performance.now()
  while (training.update()) if (training.step % training.plan.stepsPerEpoch === 0) network.evaluate(test)
  const milliseconds = performance.now() - start
  runs.push({ milliseconds, steps: training.step, sha256: network.sha256() })
}
console.log(JSON.stringify(runs))
