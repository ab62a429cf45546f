/** TensorFlow.js on its wasm backend, in two forms. */
import * as tf from '@tensorflow/tfjs'
import { getThreadsCount, setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import { isConvolution, LEARNING_RATE, MOMENTUM, shapeOf } from './problem.mjs'

let threads

/**
 * The backend, once, with SIMD.
 * @param folder    address or path of its binaries, with a / at the end
 * @param most      threads; it never takes more than half of the processors
 */
export async function startTfjs(folder, most) {
  setWasmPaths(folder)
  setThreadsCount(most)
  if (!(await tf.setBackend('wasm'))) throw new Error('tfjs: the wasm backend did not start')
  await tf.ready()
  threads = getThreadsCount()
}

function tensorsOf({ spec, batches }) {
  const { layers, batch } = spec
  return batches.map(({ x, labels }) => ({
    x: tf.tensor(x, [batch, ...shapeOf(spec)]),
    target: tf.oneHot(tf.tensor1d(labels, 'int32'), layers.at(-1)).toFloat(),
  }))
}

/** Reads the loss, so the step is done when it returns. */
function read(loss) {
  const [value] = loss.dataSync()
  loss.dispose()
  return value
}

const forwardOf = (problem, layers) => (rows) => {
  const x = tf.randomUniform([rows, ...shapeOf(problem.spec)])
  return () => {
    const y = tf.tidy(() => layers.reduce(activate(layers.length), x))
    y.dataSync()
    y.dispose()
  }
}

/** Fused, for what needs no derivative. */
const activate =
  (count) =>
  (a, { w, b }, l) => {
    if (w.rank === 4) return tf.fused.conv2d({ x: a, filter: w, strides: 1, pad: 'valid', bias: b }).maxPool(2, 2, 'valid')
    const activation = l === count - 1 ? 'linear' : 'relu'
    return tf.fused.matMul({ a: flat(a), b: w, bias: b, activation })
  }

const flat = (a) => (a.rank === 2 ? a : a.reshape([a.shape[0], -1]))

/** As its users write it: variables, tf.losses, and an optimizer of tf.train that differentiates. */
export const tfjs = {
  name: 'tfjs wasm',
  async create(problem) {
    const tensors = tensorsOf(problem)
    const layers = problem.weights.map(({ w, shape, b }) => ({
      w: tf.variable(tf.tensor(w, shape)),
      b: tf.variable(tf.tensor1d(b)),
    }))
    const optimizer = tf.train.momentum(LEARNING_RATE, MOMENTUM)
    const model = (x) =>
      layers.reduce((a, { w, b }, l) => {
        if (w.rank === 4) return a.conv2d(w, 1, 'valid').add(b).maxPool(2, 2, 'valid')
        const z = flat(a).matMul(w).add(b)
        return l === layers.length - 1 ? z : z.relu()
      }, x)
    let at = 0
    const step = () => {
      const { x, target } = tensors[at++ % tensors.length]
      return read(optimizer.minimize(() => tf.losses.softmaxCrossEntropy(target, model(x)), true))
    }
    const forward = forwardOf(problem, layers)
    // a convolution has no derivative there: no step then
    const rest = { forward, threads: () => threads }
    return problem.weights.some(isConvolution) ? { cannot: refusalOf(step), ...rest } : { step, ...rest }
  },
}

/** What a step says that it cannot do. */
function refusalOf(step) {
  try {
    step()
  } catch ({ message }) {
    const [refusal] = /^Kernel '\w+' not registered for backend 'wasm'/.exec(message) ?? []
    if (refusal) return refusal
    throw new Error(`tfjs: a step expected a kernel that is missing, got "${message}"`)
  }
  throw new Error('tfjs: a step of convolutions works now: time it')
}

/** Derivatives by hand, each transposed product as a transpose and a plain product: the fastest form we know. */
export const tfjsByHand = {
  name: 'tfjs wasm, by hand',
  async create(problem) {
    if (problem.weights.some(isConvolution)) return undefined
    const tensors = tensorsOf(problem)
    const { batch } = problem.spec
    const layers = problem.weights.map(({ w, shape, b }) => ({
      w: tf.tensor(w, shape),
      b: tf.tensor1d(b),
      vw: tf.zeros(shape),
      vb: tf.zeros([b.length]),
    }))
    let at = 0
    const update = (layer, parameter, velocity, gradient) => {
      const v = tf.keep(layer[velocity].mul(MOMENTUM).add(gradient))
      const p = tf.keep(layer[parameter].sub(v.mul(LEARNING_RATE)))
      tf.dispose([layer[velocity], layer[parameter]])
      layer[velocity] = v
      layer[parameter] = p
    }
    const step = ({ x, target }) => {
      const activations = [x]
      layers.forEach((layer, l) => activations.push(activate(layers.length)(activations[l], layer, l)))
      const logits = activations.at(-1)
      const shifted = logits.sub(logits.max(1, true))
      const exponentials = shifted.exp()
      const sums = exponentials.sum(1, true)
      const loss = sums.log().sub(shifted.mul(target).sum(1, true)).mean()
      let delta = exponentials.div(sums).sub(target).mul(1 / batch)
      for (let l = layers.length - 1; l >= 0; l--) {
        const layer = layers[l]
        const dw = activations[l].transpose().matMul(delta)
        const db = delta.sum(0)
        const below = l > 0 ? delta.matMul(layer.w.transpose()).mul(activations[l].step()) : undefined
        update(layer, 'w', 'vw', dw)
        update(layer, 'b', 'vb', db)
        delta = below
      }
      return loss
    }
    return {
      step: () => read(tf.tidy(() => step(tensors[at++ % tensors.length]))),
      forward: forwardOf(problem, layers),
      threads: () => threads,
    }
  },
}
