// a thousand digits, shown as they are and then shifted by lot: how many of two thousand others are read
import { createNetwork, dense, digits, oneCycle, sgd, shift, train } from 'onecycle'

const { training, test } = digits({ seed: 1, training: 1000, test: 2000 })
for (const augment of [[], [shift(2)]]) {
  const network = await createNetwork({ inputs: [28, 28, 1], layers: [dense(64, 'relu'), dense(10)], seed: 1 })
  await train(network, training, {
    epochs: 30,
    augment,
    optimizer: ({ totalSteps }) => sgd(oneCycle({ totalSteps, peak: 0.05 })),
  })
  const { accuracy } = network.evaluate(test)
  console.log(JSON.stringify({ augment: augment.map(({ description }) => description), accuracy }))
}
