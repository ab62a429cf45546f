/** In a page: how long from the start of the script, library included, to the end of the first step. */
import { createDataset, createNetwork, dense, loadEngine, sgd, Training } from 'onecycle'
import { core } from './node_modules/onecycle/dist/core/wasm.inline.js'

const imported = performance.now()
const features = new Uint8Array(64 * 784)
for (let i = 0; i < features.length; i++) features[i] = i * 31
const labels = new Uint8Array(64)
for (let i = 0; i < labels.length; i++) labels[i] = i % 10
const data = createDataset({ inputs: 784, features, labels })
const read = performance.now()
const engine = await loadEngine()
const loaded = performance.now()
const network = await createNetwork({ inputs: 784, layers: [dense(128, 'relu'), dense(10)], engine })
const training = new Training(network, data, { epochs: 1, batchSize: 64, optimizer: sgd({ learningRate: 0.1 }) })
training.update()
const stepped = performance.now()

// the same bytes once more, for the two parts that the host does
const bytes = core()
const start = performance.now()
const module = new WebAssembly.Module(bytes)
const compiled = performance.now()
const instance = new WebAssembly.Instance(module, { env: { memory: new WebAssembly.Memory({ initial: 1 }) } })
const instantiated = performance.now()

const [script] = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/page.js'))
await fetch('/report', {
  method: 'POST',
  body: JSON.stringify({
    fromResponse: stepped - script.responseEnd,
    fromStart: stepped - globalThis.scriptStart,
    evaluate: imported - globalThis.scriptStart,
    data: read - imported,
    loadEngine: loaded - read,
    networkAndStep: stepped - loaded,
    compile: compiled - start,
    instantiate: instantiated - compiled,
    kernels: Object.keys(instance.exports).length,
  }),
})
