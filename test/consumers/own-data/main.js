import { createNetwork, dense, loadNetwork, metrics, oneCycle, sgd, train } from 'onecycle'
import { prepareTable } from 'onecycle/csv'
import { keep, kept } from './store.js'

const at = (id) => document.getElementById(id)
let network

at('train').onclick = telling(async () => {
  const options = { target: at('target').value }
  const { training, validation, notes } = prepareTable(await bytesIn('data'), options)
  const { inputs, classes } = training
  const fresh = await createNetwork({
    inputs,
    layers: [dense(32, 'relu'), dense(classes || 1)],
    loss: classes > 0 ? 'softmaxCrossEntropy' : 'meanSquaredError',
  })
  const optimizer = ({ totalSteps }) => sgd(oneCycle({ totalSteps, peak: 0.05 }))
  await train(fresh, training, { epochs: 30, clipNorm: 1, optimizer, progress: tell })
  take(fresh)
  await keep('network', network.save())
  const { accuracy, numbers } = metrics(fresh, validation)
  tell([...notes, classes > 0 ? `accuracy ${accuracy}` : `root mean squared error ${numbers.rmse}`].join('\n'))
})

at('row').onsubmit = telling(() => {
  // a field left empty is a missing value
  const answer = network.predict(Object.fromEntries(new FormData(at('row'))))
  tell(JSON.stringify(answer, null, 2))
})

at('download').onclick = telling(() => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([network.save()]))
  link.download = 'my.net'
  link.click()
})

at('saved').onchange = telling(async () => {
  take(await loadNetwork(await bytesIn('saved')))
})

/** Makes a network the one of the page, with a field for each column that it reads. */
function take(other) {
  network = other
  const fields = network.preparation.features.map(({ name }) => {
    const label = document.createElement('label')
    const input = document.createElement('input')
    input.name = name
    label.append(`${name} `, input)
    return label
  })
  const button = document.createElement('button')
  button.textContent = 'Predict'
  at('row').replaceChildren(...fields, button)
}

async function bytesIn(id) {
  const [file] = at(id).files
  if (file === undefined) throw new Error('choose a file first')
  return new Uint8Array(await file.arrayBuffer())
}

function tell(text) {
  at('output').textContent = text
}

/** What goes wrong is said on the page. */
function telling(act) {
  return async (event) => {
    event.preventDefault()
    try {
      await act()
    } catch (error) {
      tell(error.message)
    }
  }
}

const bytes = await kept('network')
if (bytes !== undefined) take(await loadNetwork(bytes))
