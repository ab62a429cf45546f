/**
 * A schedule of this library in `model.fit` of TensorFlow.js, whose own callbacks have none for the learning rate: one of
 * them sets the rate before each batch.
 *
 *     npm install onecycle @tensorflow/tfjs-core @tensorflow/tfjs-layers @tensorflow/tfjs-backend-cpu
 */
import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { layers, sequential } from '@tensorflow/tfjs-layers'
import { oneCycle } from 'onecycle/schedules'

await tf.setBackend('cpu')
// y = 3 x - 1, from 64 points on [-1, 1]
const x = tf.reshape(tf.linspace(-1, 1, 64), [64, 1])
const y = tf.add(tf.mul(x, 3), -1)

const epochs = 25
const batchSize = 8
const { learningRate } = oneCycle({ totalSteps: epochs * Math.ceil(64 / batchSize), peak: 0.5 })
const optimizer = tf.train.sgd(learningRate(0))
const model = sequential({ layers: [layers.dense({ units: 1, inputShape: [1] })] })
model.compile({ optimizer, loss: 'meanSquaredError' })

const used = []
await model.fit(x, y, {
  epochs,
  batchSize,
  verbose: 0,
  callbacks: {
    onBatchBegin() {
      optimizer.setLearningRate(learningRate(used.length))
      used.push(optimizer.learningRate)
    },
  },
})

const [slope, offset] = model.getWeights().map((tensor) => tensor.dataSync()[0])
console.log(JSON.stringify({ slope, offset, highestRate: Math.max(...used), steps: used.length }))
