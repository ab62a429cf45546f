/** A loss by itself: its mean and its gradient for outputs and targets that are given. */
import { createDataset } from '../../src/data/create-dataset.js'
import { createNetwork, loadEngine } from '../../src/entry/index.js'
import { activation } from '../../src/layers/activation.js'
import type { Loss } from '../../src/losses/loss.js'
import { arenaOf } from '../../src/network/network.js'

export const engines = ['wasm', 'js'] as const

/** @param outputs a row, and as many in every row of `y` and `t` */
export async function lossOf(
  engine: (typeof engines)[number],
  loss: Loss,
  y: readonly number[],
  t: readonly number[],
  outputs = 1,
): Promise<{ mean: number; gradient: Float32Array }> {
  const network = await createNetwork({
    inputs: outputs,
    layers: [activation('linear')],
    loss,
    engine: await loadEngine(engine),
  })
  const arena = arenaOf(network)
  const rows = y.length / outputs
  const dataset = createDataset({ inputs: outputs, features: Float32Array.from(y), targets: Float32Array.from(t) })
  arena.reserve(rows)
  arena.loadRows(dataset, undefined, 0, rows)
  arena.forward(rows)
  return { mean: arena.lossOfBatch(rows), gradient: arena.floats(arena.batch.deltas[0], y.length) }
}
