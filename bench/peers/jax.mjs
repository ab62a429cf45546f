/** jax-js on its wasm backend: one jitted function for the whole step, as its users write it. */
import { defaultDevice, init, jit, nn, numpy as np, tree, valueAndGrad } from '@jax-js/jax'
import { LEARNING_RATE, MOMENTUM } from './problem.mjs'

let ready

async function start() {
  await init('wasm')
  defaultDevice('wasm')
}

/** An argument is used up where it is passed, unless it is passed as .ref. */
const model = (layers, x) =>
  layers.reduce((a, { w, b }, l) => {
    const z = np.matmul(a, w).add(b)
    return l === layers.length - 1 ? z : nn.relu(z)
  }, x)

const lossOf = (layers, x, target) => {
  const logits = model(layers, x)
  return nn.logSoftmax(logits).mul(target).sum(1).mean().neg()
}

export const jax = {
  name: 'jax-js wasm',
  async create({ spec, batches, weights }) {
    await (ready ??= start())
    const { layers: sizes, batch } = spec
    const tensors = batches.map(({ x, labels }) => ({
      x: np.array(x, { shape: [batch, sizes[0]] }),
      target: nn.oneHot(np.array(labels, { dtype: np.int32 }), sizes.at(-1)),
    }))
    let layers = weights.map(({ w, b, inputs, outputs }) => ({
      w: np.array(w, { shape: [inputs, outputs] }),
      b: np.array(b),
    }))
    let velocity = weights.map(({ inputs, outputs }) => ({ w: np.zeros([inputs, outputs]), b: np.zeros([outputs]) }))
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
        return loss.dataSync()[0]
      },
      forward(rows) {
        const x = np.ones([rows, sizes[0]])
        return () => predict(tree.ref(layers), x.ref).dataSync()
      },
    }
  },
}
