/** The network that a command trains: its layers and its loss follow from the options and from what the data have to learn. */
import { message } from '../../check.js'
import { createNetwork, type Dataset, type Engine, type LossName, type Network } from '../../entry/index.js'
import { mlp } from '../../layers/mlp.js'
import { checkLoss, lossNames } from '../../losses/by-name.js'
import { hiddenFor } from '../data/defaults.js'
import type { NetworkChoice } from './network-options.js'
import { UsageError } from './usage.js'

export interface MadeFrom extends Pick<NetworkChoice, 'hidden' | 'activation'> {
  seed: number
  loss?: LossName
}

/** @throws UsageError for a loss that does not fit what the data have to learn */
export function makeNetwork(
  where: string,
  { hidden, activation, seed, loss: given }: MadeFrom,
  { training, test }: { training: Dataset; test: Dataset },
  engine: Engine,
): Promise<Network> {
  const classes = Math.max(training.classes, test.classes)
  const loss = lossFor(where, given, training, classes)
  const width = training.targets === undefined ? classes : training.targets.length / training.count
  const outputs = loss === 'binaryCrossEntropy' && classes === 2 ? 1 : width
  const layers = mlp({ hidden: hiddenFor(hidden, training), activation, outputs })
  return createNetwork({ inputs: training.inputs, layers, loss, seed, engine })
}

function lossFor(where: string, given: LossName | undefined, { targets }: Dataset, classes: number): LossName {
  const fitting = lossNames.filter((name) => targets === undefined || !checkLoss(where, name).logits)
  const loss = given ?? (targets === undefined ? 'softmaxCrossEntropy' : 'meanSquaredError')
  if (fitting.includes(loss)) return loss
  const expected = `${fitting.join(', ')}, as the target is a number`
  throw new UsageError(message(where, '--loss', expected, loss, classes === 0 ? 'or pass --task classes' : undefined))
}
