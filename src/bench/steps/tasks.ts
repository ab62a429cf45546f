/**
 * A network's tasks: whole training steps, inference, and the gather of a shuffled batch alone.
 *
 *     step        Training.update(): gather, forward, loss, backward, update with momentum
 *     forward n   the layers over n rows that are in the arena already
 *     gather      shuffled rows of the dataset into the arena, standardised
 */
import type { Core } from '../../core/core.js'
import { epochOrder } from '../../data/order.js'
import { DEFAULT_MOMENTUM } from '../../defaults.js'
import { arenaOf, Network } from '../../network/network.js'
import { checkPlan } from '../../network/plan.js'
import { sgd } from '../../optimizers/sgd.js'
import { Training } from '../../training/training.js'
import { joined, type Task } from '../task.js'
import { lossOf, type NetworkSpec, networkName, planOf, rowsOf } from './networks.js'
import { stepFlops } from './work.js'

/** Rows at once that inference is measured with. */
export const inferenceBatches = [1, 256] as const

/** The tasks of every network. */
export const networkTasks = ['step', 'gather', ...inferenceBatches.map((rows) => `forward ${rows}`)]

/** A task's name in a lab of several networks. */
export function taskOfNetwork(spec: NetworkSpec, task: string): string {
  return `${networkName(spec)} ${task}`
}

/** Updates after which the engines are compared, for networks whose step has fewer flops, and for larger ones. */
const CHECKED_UPDATES = 3
const CHECKED_UPDATES_LARGE = 1
const LARGE = 1e9

/** No machine does more work than this in the time of a benchmark, in flops. */
const MOST_WORK = 1e13
const MOST_STEPS = 2 ** 22

export async function openNetwork(core: Core, spec: NetworkSpec, seed: number): Promise<(name: string) => Task> {
  const { batch } = spec
  const dataset = rowsOf(spec, seed)
  const network = new Network(await checkPlan('bench', { ...planOf(spec), loss: lossOf(spec), seed }), core)
  const arena = arenaOf(network)
  const initial = network.parameters()
  arena.reserve(Math.max(batch, ...inferenceBatches))
  const steps = Math.min(MOST_STEPS, Math.ceil(MOST_WORK / stepFlops(spec)))
  const training = new Training(network, dataset, {
    epochs: Math.ceil(steps / Math.ceil(dataset.count / batch)),
    batchSize: batch,
    seed,
    optimizer: sgd({ learningRate: 0.001, momentum: DEFAULT_MOMENTUM }),
  })
  const order = epochOrder(dataset.count, seed, 0, new Uint32Array(dataset.count))
  const words = (at: number, floats: number) => new Uint32Array(core.f32.slice(at >>> 2, (at >>> 2) + floats).buffer)

  const step: Task = {
    run(times) {
      for (let t = 0; t < times; t++) {
        if (!training.update()) throw new Error(`bench: ${networkName(spec)} stopped training: ${training.stopped}`)
      }
    },
    check() {
      step.run(stepFlops(spec) < LARGE ? CHECKED_UPDATES : CHECKED_UPDATES_LARGE)
      const { parameters, span } = arena.fixed
      return joined([words(parameters, span), ...arena.batch.slots.map((slot) => words(slot, span))])
    },
  }
  let from = 0
  const gather: Task = {
    run(times) {
      for (let t = 0; t < times; t++) {
        arena.loadRows(dataset, order, from, batch)
        from = from + 2 * batch <= dataset.count ? from + batch : 0
      }
    },
    check() {
      arena.loadRows(dataset, order, 0, batch)
      return words(arena.batch.outputs[0] as number, batch * dataset.inputs)
    },
  }
  const forward = (rows: number): Task => ({
    run(times) {
      for (let t = 0; t < times; t++) arena.forward(rows)
    },
    // from the first weights, as the engines have trained for unequal times by now
    check() {
      const trained = network.parameters()
      network.setParameters(initial)
      arena.loadRows(dataset, order, 0, rows)
      arena.forward(rows)
      network.setParameters(trained)
      return words(arena.y, rows * network.outputs)
    },
  })
  return (name) => {
    if (name === 'step') return step
    if (name === 'gather') return gather
    return forward(Number(name.split(' ')[1]))
  }
}
