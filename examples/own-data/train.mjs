import { readFileSync, writeFileSync } from 'node:fs'
import { createNetwork, dense, oneCycle, sgd, train } from 'onecycle'
import { prepareTable } from 'onecycle/csv'

const { training, validation, notes } = prepareTable(readFileSync('data.csv'), { target: 'species' })
console.log(notes.join('\n'))
const network = await createNetwork({ inputs: training.inputs, layers: [dense(64, 'relu'), dense(training.classes)] })
const optimizer = ({ totalSteps }) => sgd(oneCycle({ totalSteps, peak: 0.05 }))
await train(network, training, { epochs: 50, clipNorm: 1, validation, progress: true, optimizer })
console.log(network.evaluate(validation))
writeFileSync('species.net', network.save())
