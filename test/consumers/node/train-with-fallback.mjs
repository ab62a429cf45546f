import { createNetwork, dense, digits, loadEngine, oneCycle, sgd, train } from 'onecycle'

const engine = await loadEngine('wasm', { fallback: 'js' })
console.error(engine.name) // wasm, or js where the host has no WebAssembly SIMD or a policy forbids it

const { training, test } = digits({ seed: 1, training: 1000, test: 200 })
const network = await createNetwork({ inputs: 784, layers: [dense(32, 'relu'), dense(10)], seed: 1, engine })
await train(network, training, {
  epochs: 2,
  batchSize: 50,
  optimizer: ({ totalSteps }) => sgd(oneCycle({ totalSteps, peak: 0.1 })),
})
console.log(network.evaluate(test).accuracy, network.sha256())
