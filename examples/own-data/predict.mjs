import { readFileSync } from 'node:fs'
import { loadNetwork } from 'onecycle'

const network = await loadNetwork(readFileSync('species.net'))
const penguin = {
  island: 'Biscoe',
  bill_length_mm: 47,
  bill_depth_mm: 15,
  flipper_length_mm: 215,
  body_mass_g: 5000,
  sex: null,
}
console.log(network.predict(penguin))
