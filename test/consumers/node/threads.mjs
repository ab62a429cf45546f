import { createNetwork, dense, digits, oneCycle, sgd, train } from 'onecycle'

const { training, test } = digits({ seed: 1, training: 1000, test: 200 })
const layers = [dense(32, 'relu'), dense(10)]
const network = await createNetwork({ inputs: 784, layers, seed: 1, threads: 'auto' })
await train(network, training, {
  epochs: 2,
  batchSize: 50,
  optimizer: ({ totalSteps }) => sgd(oneCycle({ totalSteps, peak: 0.1 })),
})
console.error(network.threads)
console.log(network.evaluate(test).accuracy, network.sha256())
network.dispose()
