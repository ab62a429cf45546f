import { createReadStream, writeFileSync } from 'node:fs'
import { createNetwork, dense, evaluateInChunks, oneCycle, sgd, train } from 'onecycle'
import { applyPreparationInChunks, prepareTableInChunks } from 'onecycle/csv'

// opens the file anew for every pass; so does () => fetch(url).then((response) => response.body)
const file = () => createReadStream('data.csv')
const { preparation, training, validation, notes } = await prepareTableInChunks(file, { target: 'species' })
console.log(notes.join('\n'))
const network = await createNetwork({ inputs: training.inputs, layers: [dense(64, 'relu'), dense(training.classes)] })
const optimizer = ({ totalSteps }) => sgd(oneCycle({ totalSteps, peak: 0.05 }))
await train(network, training, { epochs: 50, validation, progress: true, optimizer })
writeFileSync('species.net', network.save())

const test = await applyPreparationInChunks(preparation, () => createReadStream('test.csv'))
console.log(test.notes.join('\n'))
console.log(await evaluateInChunks(network, test))
