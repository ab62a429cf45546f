import { createNetwork, dense, digits, oneCycle, sgd, train } from './onecycle/entry/slim.js'

const { training, test } = digits({ seed: 1, training: 1000, test: 200 })
const network = await createNetwork({
  inputs: 784,
  layers: [dense(32, 'relu'), dense(10)],
  seed: 1,
  engine: fetch('./onecycle/core/core.wasm'),
})
await train(network, training, {
  epochs: 2,
  batchSize: 50,
  optimizer: ({ totalSteps }) => sgd(oneCycle({ totalSteps, peak: 0.1 })),
})
document.body.textContent = `${network.evaluate(test).accuracy} ${network.sha256()}`
