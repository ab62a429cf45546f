import { readFileSync } from 'node:fs'
import { loadNetwork } from 'onecycle'

const network = await loadNetwork(readFileSync('species.net'))
// objects, or arrays with the values of the features in the order of the file's columns
const rows = [
  { island: 'Biscoe', bill_length_mm: 47, bill_depth_mm: 15, flipper_length_mm: 215, body_mass_g: 5000, sex: null },
  ['Dream', 49, 19, 196, 3900, 'FEMALE'],
  ['Deception', 38, '18.5', 188, 3700, ''],
]
const answers = network.predict(rows, {
  onUnknown: ({ row, column, value }) => console.error(`row ${row}: training had no ${column} ${value}`),
})
for (const { className, probability } of answers) console.log(className, probability.toFixed(3))
