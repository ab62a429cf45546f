import { createNetwork, dense, digits, oneCycle, sgd, trainInWorker } from 'onecycle'

const worker = new Worker(new URL('./trainer.js', import.meta.url), { type: 'module' })

const { training, test } = digits({ seed: 1, training: 1000, test: 200 })
const network = await createNetwork({ inputs: 784, layers: [dense(32, 'relu'), dense(10)], seed: 1 })
const run = trainInWorker(worker, network, training, {
  epochs: 2,
  batchSize: 50,
  optimizer: ({ totalSteps }) => sgd(oneCycle({ totalSteps, peak: 0.1 })),
})
for await (const { step, totalSteps } of run) document.body.textContent = `${step} of ${totalSteps}`
await run.history
document.body.textContent = `${network.evaluate(test).accuracy} ${network.sha256()}`
