/**
 * jax-js on its wasm backend: one jitted function for the whole step, as its users write it; and with each convolution as a
 * product of patches, since its `jit` fuses pooling with the convolution below, which it then computes many times.
 */
import { blockUntilReady, defaultDevice, init, jit, lax, nn, numpy as np, tree, valueAndGrad } from '@jax-js/jax'
import { isConvolution, LEARNING_RATE, MOMENTUM, shapeOf } from './problem.mjs'

let ready

async function start() {
  await init('wasm')
  defaultDevice('wasm')
}

let pool

/** The workers that its pool has, which start at the first kernel that is not read at once: it does not tell how many. */
async function workersStarted() {
  const { Worker } = globalThis
  let count = 0
  globalThis.Worker = class extends Worker {
    constructor(...given) {
      super(...given)
      count++
    }
  }
  await np.array(new Float32Array(4096)).add(1).data()
  globalThis.Worker = Worker
  if (count === 0) throw new Error('jax-js: expected workers, and none started')
  return count
}

/** A result is awaited and comes from the pool, or is read at once and computed by this thread alone. */
const inPool = async (array) => (await array.data())[0]
const atOnce = (array) => array.dataSync()[0]

const isFilters = (w) => w.ndim === 4

/** Channels first, as `lax.conv` has it: images [rows, channels, height, width], filters [filters, channels, height, width]. */
const asWritten = {
  images: ([height, width, channels]) => [channels, height, width],
  filters: (w) => w.transpose([3, 2, 0, 1]),
  convolution: (x, w, b) => lax.conv(x, w, [1, 1], 'VALID').add(b.reshape([-1, 1, 1])),
  pooling: (x) => lax.reduceWindow(x, np.max, [2, 2], [2, 2]),
  flatten: (x) => x.transpose([0, 2, 3, 1]),
}

/** Channels last, as the weights and batches come. */
const byHand = {
  images: (shape) => shape,
  filters: (w) => w,
  convolution(x, w, b) {
    const [height, width, channels, filters] = w.shape
    const rows = x.shape[1] - height + 1
    const columns = x.shape[2] - width + 1
    const taps = []
    for (let ky = 0; ky < height; ky++) {
      for (let kx = 0; kx < width; kx++) taps.push(x.ref.slice([], [ky, ky + rows], [kx, kx + columns], []))
    }
    x.dispose()
    const k = height * width * channels
    const patches = np.concatenate(taps, 3).reshape([-1, k])
    return np.matmul(patches, w.reshape([k, filters])).add(b).reshape([-1, rows, columns, filters])
  },
  pooling(x) {
    const [rows, height, width, channels] = x.shape
    return x.reshape([rows, height / 2, 2, width / 2, 2, channels]).max([2, 4])
  },
  flatten: (x) => x,
}

/** An argument is used up where it is passed, unless it is passed as .ref. */
const modelOf = (form) => (layers, x) =>
  layers.reduce((a, { w, b }, l) => {
    if (isFilters(w)) return form.pooling(form.convolution(a, w, b))
    if (a.ndim === 4) a = form.flatten(a).reshape([-1, w.shape[0]])
    const z = np.matmul(a, w).add(b)
    return l === layers.length - 1 ? z : nn.relu(z)
  }, x)

async function create({ spec, batches, weights }, form, workers = false) {
  await (ready ??= start())
  const threads = workers ? await (pool ??= workersStarted()) : 1
  const read = workers ? inPool : atOnce
  const { layers: sizes, batch } = spec
  const shape = isConvolution(weights[0]) ? form.images(shapeOf(spec)) : shapeOf(spec)
  const model = modelOf(form)
  const lossOf = (layers, x, target) => nn.logSoftmax(model(layers, x)).mul(target).sum(1).mean().neg()
  const tensors = batches.map(({ x, labels }) => ({
    x: np.array(x, { shape: [batch, ...shape] }),
    target: nn.oneHot(np.array(labels, { dtype: np.int32 }), sizes.at(-1)),
  }))
  let layers = weights.map(({ w, shape, b }) => {
    const values = np.array(w, { shape })
    return { w: shape.length === 4 ? form.filters(values) : values, b: np.array(b) }
  })
  let velocity = tree.map((p) => np.zeros(p.shape), tree.ref(layers))
  const update = jit((layers, velocity, x, target) => {
    const [loss, gradients] = valueAndGrad(lossOf)(tree.ref(layers), x, target)
    const v = tree.map((v, g) => v.mul(MOMENTUM).add(g), velocity, gradients)
    const p = tree.map((p, v) => p.sub(v.mul(LEARNING_RATE)), layers, tree.ref(v))
    return [loss, p, v]
  })
  const predict = jit(model)
  let at = 0
  return {
    step() {
      const { x, target } = tensors[at++ % tensors.length]
      const [loss, p, v] = update(layers, velocity, x.ref, target.ref)
      layers = p
      velocity = v
      return read(loss)
    },
    forward(rows) {
      const x = np.ones([rows, ...shape])
      return () => read(predict(tree.ref(layers), x.ref))
    },
    threads: () => threads,
    ...(workers && { settle: () => blockUntilReady([layers, velocity]) }),
  }
}

/** A step of LeNet takes it seconds at 64 rows, and near a minute at 512. */
const MOST_ROWS = 64

export const jax = {
  name: 'jax-js wasm',
  create: (problem) =>
    isConvolution(problem.weights[0]) && problem.spec.batch > MOST_ROWS ? undefined : create(problem, asWritten),
}

/** A dense network has one form. */
export const jaxByHand = {
  name: 'jax-js wasm, by hand',
  create: (problem) => (isConvolution(problem.weights[0]) ? create(problem, byHand) : undefined),
}

/**
 * In an isolated page: with the workers of its pool, or without. Of the two forms that a convolution has it is the fast one.
 */
export const jaxInPage = (name, { workers }) => ({
  name,
  create: (problem) => create(problem, isConvolution(problem.weights[0]) ? byHand : asWritten, workers),
})
