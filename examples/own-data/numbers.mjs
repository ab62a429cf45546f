import { readFileSync, writeFileSync } from 'node:fs'
import { createNetwork, dense, metrics, oneCycle, sgd, train } from 'onecycle'
import { prepareTable } from 'onecycle/csv'

const { training, validation, notes } = prepareTable(readFileSync('cars.csv'), { target: 'mpg' })
console.log(notes.join('\n'))
const network = await createNetwork({
  inputs: training.inputs,
  layers: [dense(64, 'relu'), dense(1)],
  loss: 'meanSquaredError',
})
const optimizer = ({ totalSteps }) => sgd(oneCycle({ totalSteps, peak: 0.05 }))
await train(network, training, { epochs: 50, clipNorm: 1, optimizer })
const { rmse, mae, r2 } = metrics(network, validation).numbers
console.log({ rmse, mae, r2 })
console.log(network.predict({ weight: 2300, year: 1980, origin: 'japan' }))
writeFileSync('mpg.net', network.save())
