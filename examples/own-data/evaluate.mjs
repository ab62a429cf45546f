import { readFileSync } from 'node:fs'
import { loadNetwork, metrics } from 'onecycle'
import { applyPreparation } from 'onecycle/csv'

const network = await loadNetwork(readFileSync('species.net'))
const test = applyPreparation(network.preparation, readFileSync('test.csv'))
console.log(test.notes.join('\n'))
const { accuracy, classes } = metrics(network, test)
console.log({ accuracy, balancedAccuracy: classes.balancedAccuracy })
// a line for each class that a row has, a column for each class that was answered
console.table(classes.confusion)
console.table(classes.perClass)
