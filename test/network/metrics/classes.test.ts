import { describe, expect, test } from 'vitest'
import { createDataset } from '../../../src/data/create-dataset.js'
import type { Dataset } from '../../../src/data/dataset.js'
import { createNetwork, loadEngine } from '../../../src/entry/index.js'
import { activation } from '../../../src/layers/activation.js'
import { dense } from '../../../src/layers/dense.js'
import type { Loss } from '../../../src/losses/loss.js'
import { softmaxCrossEntropy } from '../../../src/losses/softmax-cross-entropy.js'
import { metrics } from '../../../src/network/metrics/metrics.js'
import type { Network } from '../../../src/network/network.js'
import { labelled, scatter } from '../data.js'

const engines = ['wasm', 'js'] as const

/** A network that answers with its inputs. */
async function mirror(inputs: number, options: Partial<Parameters<typeof createNetwork>[0]> = {}): Promise<Network> {
  return createNetwork({ inputs, layers: [activation('linear')], ...options })
}

/** The textbook, over the probabilities that `predict` gives: every class by itself, every bin by itself. */
function naive(network: Network, dataset: Dataset) {
  const { outputs } = network
  const given = network.predict(dataset.features)
  const rows = Array.from({ length: dataset.count }, (_, b) => {
    const p = Array.from(given.subarray(b * outputs, (b + 1) * outputs))
    const probabilities = outputs === 1 ? [1 - p[0]!, p[0]!] : p
    const predicted = outputs === 1 ? (p[0]! > 0.5 ? 1 : 0) : p.indexOf(Math.max(...p))
    return { actual: dataset.labels[b]!, predicted, probabilities, confidence: probabilities[predicted]! }
  })
  const classes = Math.max(2, outputs)
  const countOf = (test: (row: (typeof rows)[number]) => boolean) => rows.filter(test).length
  const confusion = Array.from({ length: classes }, (_, a) => {
    return Array.from({ length: classes }, (_, p) => countOf((row) => row.actual === a && row.predicted === p))
  })
  const perClass = Array.from({ length: classes }, (_, c) => {
    const right = countOf((row) => row.actual === c && row.predicted === c)
    const wrong = countOf((row) => (row.actual === c) !== (row.predicted === c))
    const predicted = countOf((row) => row.predicted === c)
    const support = countOf((row) => row.actual === c)
    return {
      precision: predicted === 0 ? null : right / predicted,
      recall: support === 0 ? null : right / support,
      f1: right / (right + wrong / 2),
    }
  })
  let calibrationError = 0
  for (let m = 0; m < 15; m++) {
    const bin = rows.filter(({ confidence }) => confidence > m / 15 && confidence <= (m + 1) / 15)
    if (bin.length === 0) continue
    const right = bin.filter(({ actual, predicted }) => actual === predicted).length / bin.length
    const confidence = bin.reduce((sum, row) => sum + row.confidence, 0) / bin.length
    calibrationError += (bin.length / rows.length) * Math.abs(right - confidence)
  }
  const logLoss = rows.reduce((sum, row) => sum - Math.log(row.probabilities[row.actual]!), 0) / rows.length
  return { confusion, perClass, calibrationError, logLoss }
}

describe.each(engines)('the metrics of classes on %s', (engine) => {
  test('six rows of three classes: the matrix, the scores of each class and the balanced accuracy by hand', async () => {
    const network = await mirror(3, { engine: await loadEngine(engine) })
    // predicted: 0, 0, 1, 1, 1, 0
    const features = Float32Array.of(9, 0, 0, 9, 0, 0, 0, 9, 0, 0, 9, 0, 0, 9, 0, 9, 0, 0)
    const classNames = ['ape', 'bee', 'cat']
    const dataset = createDataset({ inputs: 3, features, labels: [0, 0, 0, 1, 2, 2], classNames })
    const { classes, numbers, accuracy } = metrics(network, dataset)
    expect(numbers).toBeNull()
    expect(accuracy).toBe(3 / 6)
    expect(classes?.confusion).toEqual([
      [2, 1, 0],
      [0, 1, 0],
      [1, 1, 0],
    ])
    expect(classes?.perClass).toEqual([
      { className: 'ape', precision: 2 / 3, recall: 2 / 3, f1: 4 / 6, support: 3 },
      { className: 'bee', precision: 1 / 3, recall: 1, f1: 2 / 4, support: 1 },
      { className: 'cat', precision: null, recall: 0, f1: 0, support: 2 },
    ])
    expect(classes?.balancedAccuracy).toBe((2 / 3 + 1 + 0) / 3)
  })

  test('a class without rows has no recall and does not count in the balanced accuracy; classes without names are numbered', async () => {
    const network = await mirror(3, { engine: await loadEngine(engine) })
    const features = Float32Array.of(9, 0, 0, 0, 0, 9)
    const { classes } = metrics(network, createDataset({ inputs: 3, features, labels: [0, 0], classes: 2 }))
    expect(classes?.perClass.map(({ className }) => className)).toEqual(['0', '1', '2'])
    expect(classes?.perClass[1]).toEqual({ className: '1', precision: null, recall: null, f1: null, support: 0 })
    expect(classes?.perClass[2]).toEqual({ className: '2', precision: 0, recall: null, f1: 0, support: 0 })
    expect(classes?.balancedAccuracy).toBe(1 / 2)
  })

  test('calibration by hand: one bin, 0.75 sure and right in 2 of 4 rows is off by 0.25', async () => {
    const network = await mirror(1, { engine: await loadEngine(engine), loss: 'binaryCrossEntropy' })
    // sigmoid(log 3) = 3/4, and 1 - sigmoid(-log 3) = 3/4
    const features = Float32Array.of(Math.log(3), Math.log(3), -Math.log(3), -Math.log(3))
    const { classes } = metrics(network, createDataset({ inputs: 1, features, labels: [1, 0, 0, 1] }))
    expect(classes?.confusion).toEqual([
      [1, 1],
      [1, 1],
    ])
    expect(Math.abs(classes!.calibrationError! - 0.25)).toBeLessThan(1e-6)
    // -(log 3/4 + log 1/4) / 2
    expect(Math.abs(classes!.logLoss! - Math.log(16 / 3) / 2)).toBeLessThan(1e-6)
  })

  test.each([
    ['softmaxCrossEntropy', 3],
    ['binaryCrossEntropy', 1],
  ] as const)('%s, 600 rows: counts exact, the rest within 1e-6 of the textbook', async (loss, outputs) => {
    const dataset = labelled(600, 4, Math.max(2, outputs))
    const network = scatter(
      await createNetwork({
        inputs: 4,
        layers: [dense(9, 'tanh'), dense(outputs)],
        loss,
        engine: await loadEngine(engine),
      }),
    )
    const wanted = naive(network, dataset)
    const { classes } = metrics(network, dataset)
    expect(classes!.confusion).toEqual(wanted.confusion)
    expect(Math.abs(classes!.calibrationError! - wanted.calibrationError)).toBeLessThan(1e-6)
    expect(Math.abs(classes!.logLoss! - wanted.logLoss)).toBeLessThan(1e-6)
    classes!.perClass.forEach((score, c) => {
      for (const name of ['precision', 'recall', 'f1'] as const) {
        const known = wanted.perClass[c]![name]
        if (known === null) expect(score[name]).toBeNull()
        else expect(Math.abs(score[name]! - known)).toBeLessThan(1e-15)
      }
    })
  })

  test('a loss of the caller with probabilities gets its log loss from these, within 1e-6', async () => {
    const { isLogLoss: _, ...rest } = softmaxCrossEntropy
    const focal: Loss = { ...rest, name: 'focal', gradient: (...given) => 7 + softmaxCrossEntropy.gradient(...given) }
    const dataset = labelled(600, 4, 3)
    const network = scatter(
      await createNetwork({ inputs: 4, layers: [dense(3)], loss: focal, engine: await loadEngine(engine) }),
    )
    const { logLoss } = metrics(network, dataset).classes!
    expect(Math.abs(logLoss! - naive(network, dataset).logLoss)).toBeLessThan(1e-6)
  })
})

test('answers that are not one distribution have neither log loss nor calibration', async () => {
  const dataset = labelled(30, 4, 3)
  for (const loss of ['meanSquaredError', 'binaryCrossEntropy'] as const) {
    const { classes } = metrics(await createNetwork({ inputs: 4, layers: [dense(3)], loss }), dataset)
    expect(classes).toMatchObject({ logLoss: null, calibrationError: null })
  }
})

test('above 1000 classes there is no matrix, and the scores of each class are there', async () => {
  const network = await mirror(1001)
  const features = new Float32Array(2002)
  features[1000] = features[1001 + 1000] = 9
  const { classes } = metrics(network, createDataset({ inputs: 1001, features, labels: [1000, 3] }))
  expect(classes?.confusion).toBeNull()
  expect(classes?.perClass[1000]).toMatchObject({ precision: 1 / 2, recall: 1, support: 1 })
})

test('an evaluation is plain JSON, and the same on both engines', async () => {
  const dataset = labelled(300, 4, 3)
  const of = async (engine: 'wasm' | 'js') => {
    return metrics(
      scatter(await createNetwork({ inputs: 4, layers: [dense(3)], engine: await loadEngine(engine) })),
      dataset,
    )
  }
  const evaluation = await of('wasm')
  expect(JSON.parse(JSON.stringify(evaluation))).toEqual(evaluation)
  expect(await of('js')).toEqual(evaluation)
})

test('what is not a number shows in the calibration, and is no plausible value', async () => {
  const network = scatter(await createNetwork({ inputs: 4, layers: [dense(3)] }))
  network.setParameters(network.parameters().fill(Number.NaN))
  expect(metrics(network, labelled(30, 4, 3)).classes?.calibrationError).toBeNaN()
})
