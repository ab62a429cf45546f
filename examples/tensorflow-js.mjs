/**
 * A schedule of this library on another library's optimizer: TensorFlow.js has no schedules, but its SGD lets its learning
 * rate be set before each update. (Its momentum cannot be cycled: `setMomentum` has no effect on the update.)
 *
 *     npm install onecycle @tensorflow/tfjs-core @tensorflow/tfjs-backend-cpu
 */
import '@tensorflow/tfjs-backend-cpu'
import * as tf from '@tensorflow/tfjs-core'
import { oneCycle } from 'onecycle/schedules'

const totalSteps = 200
const { learningRate } = oneCycle({ totalSteps, peak: 0.5 })

await tf.setBackend('cpu')
// y = 3 x - 1, from 64 points on [-1, 1]
const x = tf.linspace(-1, 1, 64)
const y = tf.add(tf.mul(x, 3), -1)
const slope = tf.variable(tf.scalar(0))
const offset = tf.variable(tf.scalar(0))
const optimizer = tf.train.sgd(learningRate(0))

const used = []
for (let step = 0; step < totalSteps; step++) {
  optimizer.setLearningRate(learningRate(step))
  used.push(learningRate(step))
  tf.tidy(() => {
    // gradients of the mean squared error, by hand: tfjs-core alone has no automatic ones
    const error = tf.sub(tf.add(tf.mul(x, slope), offset), y)
    optimizer.applyGradients({
      [slope.name]: tf.mul(2, tf.mean(tf.mul(error, x))),
      [offset.name]: tf.mul(2, tf.mean(error)),
    })
  })
}

const result = {
  slope: slope.dataSync()[0],
  offset: offset.dataSync()[0],
  highestRate: Math.max(...used),
  steps: used.length,
}
console.log(JSON.stringify(result))
