import { createNetwork, dense, digits, oneCycle, sgd, train } from 'onecycle'

async function main() {
  const { training, test } = digits({ seed: 1, training: 1000, test: 200 })
  const network = await createNetwork({ inputs: 784, layers: [dense(32, 'relu'), dense(10)], seed: 1 })
  await train(network, training, {
    epochs: 2,
    batchSize: 50,
    optimizer: ({ totalSteps }) => sgd(oneCycle({ totalSteps, peak: 0.1 })),
    onEpoch: ({ epoch, trainingLoss }) => console.log(epoch, trainingLoss),
  })
  document.body.textContent = `${network.evaluate(test).accuracy} ${network.sha256()}`
}

main()
