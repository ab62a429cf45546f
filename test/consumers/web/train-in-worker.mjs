import { createNetwork, dense, digits, oneCycle, sgd, trainInWorker } from 'onecycle'

const { training, test } = digits({ seed: 1, training: 1000, test: 200 })
const network = await createNetwork({ inputs: 784, layers: [dense(32, 'relu'), dense(10)], seed: 1 })
const worker = new Worker(new URL(import.meta.resolve('onecycle/worker')), { type: 'module' })
const run = trainInWorker(worker, network, training, {
  epochs: 2,
  batchSize: 50,
  optimizer: ({ totalSteps }) => sgd(oneCycle({ totalSteps, peak: 0.1 })),
})
for await (const { step, totalSteps, loss } of run) console.error(`step ${step} of ${totalSteps}, loss ${loss}`)
await run.history
worker.terminate()
console.log(network.evaluate(test).accuracy, network.sha256())
