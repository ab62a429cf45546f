import { conv2d, createNetwork, dense, digits, maxPool2d, oneCycle, sgd, train } from 'onecycle'

async function main() {
  const { training, test } = digits({ seed: 1, training: 320, test: 100 })
  const network = await createNetwork({
    inputs: [28, 28, 1],
    layers: [
      conv2d(20, { kernelSize: 5 }),
      maxPool2d(2),
      conv2d(50, { kernelSize: 5 }),
      maxPool2d(2),
      dense(500, 'relu'),
      dense(10),
    ],
    seed: 1,
  })
  await train(network, training, {
    epochs: 2,
    batchSize: 32,
    optimizer: ({ totalSteps }) => sgd(oneCycle({ totalSteps, peak: 0.05 })),
  })
  document.body.textContent = `${network.evaluate(test).accuracy} ${network.sha256()}`
}

main()
