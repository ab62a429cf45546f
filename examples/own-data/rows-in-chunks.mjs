import { chunkedDataset, createNetwork, dense, findLearningRate, oneCycle, sgd, train } from 'onecycle'

/** Rows as a database, a queue or many files give them: in pieces of any size, the same ones at every call. */
async function* pages() {
  for (let page = 0; page < 100; page++) {
    const rows = Array.from({ length: 80 }, (_, i) => {
      const row = 80 * page + i
      return [(row * 0.618034) % 1, (row * 0.754878) % 1]
    })
    yield { features: rows, targets: rows.map(([x, y]) => [Math.sin(6 * x) + y]) }
  }
}

const data = await chunkedDataset({ inputs: 2, chunks: pages, chunkRows: 1000 })
const network = await createNetwork({ inputs: 2, layers: [dense(32, 'tanh'), dense(1)], loss: 'meanSquaredError' })
// what needs rows in memory takes the first chunk
const { suggested } = await findLearningRate(network, data.first)
const optimizer = ({ totalSteps }) => sgd(oneCycle({ totalSteps, peak: suggested.peak }))
const { epochRecords } = await train(network, data, { epochs: 20, clipNorm: 1, optimizer })
console.log(`${data.count} rows, loss ${epochRecords.at(-1).trainingLoss}`)
