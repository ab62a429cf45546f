/**
 * A day of a program that trains, in whatever engine this runs: a small dense network and a convolutional one with batch
 * normalisation and dropout, trained on and on by runs one after the other.
 *
 * `everything` does between and amid the runs all that a program does beside: predicts, evaluates, saves and loads, goes on
 * from a checkpoint in another network, looks for a rate, trains in a worker, makes and disposes of networks. It must not
 * show in the weights.
 */

/** Updates of the dense network for one of the convolutional network, which takes a hundred times as long. */
const DENSE_TO_IMAGES = 400
const MADE_AND_DISPOSED = 50
const ROWS = 160
const BATCH_SIZE = 16
const UPDATES_PER_EPOCH = ROWS / BATCH_SIZE

/**
 * @param library     what `onecycle` exports
 * @param startWorker gives a worker that runs onecycle/worker, and what ends it
 * @returns after each round the updates so far, and what the weights are
 */
export async function* day(library, { steps, rounds, everything, startWorker }) {
  const lanes = [denseLane(library), imageLane(library)]
  const networks = await Promise.all(lanes.map(({ make }) => make()))
  const done = [0, 0]
  for (let round = 1; round <= rounds; round++) {
    for (const [i, lane] of lanes.entries()) {
      const epochs = Math.max(2, Math.round(steps / rounds / lane.every / UPDATES_PER_EPOCH))
      const options = lane.options(epochs, round)
      if (everything) {
        networks[i] = await interrupted(library, networks[i], lane, options)
        await beside(library, networks[i], lane, round)
      } else await library.train(networks[i], lane.training, options)
      done[i] += epochs * UPDATES_PER_EPOCH
    }
    if (everything) await inWorker(library, lanes[0], startWorker)
    yield { dense: done[0], images: done[1], weights: networks.map((network) => network.sha256()).join(' ') }
  }
  for (const network of networks) network.dispose()
}

function denseLane({ createNetwork, dense, spirals, sgd, oneCycle }) {
  const { training, test } = spirals({ seed: 1, training: ROWS, test: 40 })
  const layers = [dense(16, 'relu'), dense(16, 'relu'), dense(2)]
  return {
    training,
    test,
    every: 1,
    make: () => createNetwork({ inputs: 2, layers, seed: 1 }),
    options: (epochs, seed) => ({
      epochs,
      seed,
      batchSize: BATCH_SIZE,
      optimizer: ({ totalSteps }) => sgd({ ...oneCycle({ totalSteps, peak: 0.1 }), weightDecay: 1e-4 }),
    }),
  }
}

function imageLane({ createNetwork, conv2d, batchNorm, activation, maxPool2d, flatten, dropout, dense, ...library }) {
  const { training, test } = library.digits({ seed: 1, training: ROWS, test: 40 })
  const layers = [
    conv2d(4, { kernelSize: 3, stride: 2 }),
    batchNorm(),
    activation('relu'),
    maxPool2d(2),
    flatten(),
    dropout(0.2),
    dense(10),
  ]
  return {
    training,
    test,
    every: DENSE_TO_IMAGES,
    make: () => createNetwork({ inputs: [28, 28, 1], layers, seed: 1 }),
    options: (epochs, seed) => ({
      epochs,
      seed,
      batchSize: BATCH_SIZE,
      optimizer: ({ totalSteps }) => library.adam(library.oneCycle({ totalSteps, peak: 0.003 })),
    }),
  }
}

/** The run, left at its half for a checkpoint; a network that was saved and loaded goes on from it. */
async function interrupted({ Training, train, loadNetwork }, network, lane, options) {
  const run = new Training(network, lane.training, options)
  const half = Math.floor(run.plan.totalSteps / 2)
  while (run.step < half) run.update()
  const resume = run.checkpoint()
  const other = await loadNetwork(network.save())
  network.dispose()
  await train(other, lane.training, { ...options, resume })
  return other
}

async function beside({ createNetwork, dense, findLearningRate, loadNetwork, sgd }, network, lane, round) {
  const before = network.sha256()
  const { accuracy } = network.evaluate(lane.test)
  const again = await loadNetwork(network.save())
  const { features, inputs } = lane.test
  const row = features.slice(0, inputs)
  if (String(network.predict(row)) !== String(again.predict(row)))
    throw new Error('a loaded network predicts otherwise')
  if (again.evaluate(lane.test).accuracy !== accuracy) throw new Error('a loaded network is worth something else')
  again.dispose()
  await findLearningRate(network, lane.training, { steps: 20, seeds: 1, batchSize: BATCH_SIZE, optimizer: sgd })
  for (let i = 0; i < MADE_AND_DISPOSED; i++) {
    const layers = [dense(32, 'relu'), dense(10)]
    const small = await createNetwork({ inputs: 16, layers, seed: round * MADE_AND_DISPOSED + i })
    small.predict(new Float32Array(16))
    small.dispose()
  }
  if (network.sha256() !== before) throw new Error('what was done beside the training changed the weights')
}

async function inWorker({ train, trainInWorker }, lane, startWorker) {
  const [here, there] = await Promise.all([lane.make(), lane.make()])
  await train(here, lane.training, lane.options(2, 1))
  const { worker, end } = await startWorker()
  await trainInWorker(worker, there, lane.training, lane.options(2, 1)).history
  await end()
  if (here.sha256() !== there.sha256()) throw new Error('a worker trained other weights')
  for (const network of [here, there]) network.dispose()
}
