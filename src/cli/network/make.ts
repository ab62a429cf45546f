/** The network that a command trains: its layers and its loss follow from the options and from what the data have to learn. */
import { message } from '../../check.js'
import {
  createNetwork,
  type Dataset,
  type Engine,
  type LossDescription,
  type LossName,
  type Network,
} from '../../entry/index.js'
import { mlp } from '../../layers/mlp.js'
import { checkLoss, lossNames } from '../../losses/by-name.js'
import { arenaOf } from '../../network/network.js'
import { hiddenFor } from '../data/defaults.js'
import { UsageError } from '../shared/usage.js'
import { createDescribed, describedNetwork } from './described.js'
import type { NetworkChoice } from './options.js'

export interface MadeFrom extends Pick<NetworkChoice, 'hidden' | 'activation' | 'network'> {
  seed: number
  loss?: LossName
  threads?: number | 'auto'
}

/** @throws UsageError for a loss that does not fit what the data have to learn; as `describedNetwork` and `createDescribed` */
export async function makeNetwork(
  where: string,
  { hidden, activation, network: given, seed, loss: asked, threads = 1 }: MadeFrom,
  { training, test }: { training: Dataset; test: Dataset },
  engine: Engine,
): Promise<Network> {
  const described = given === undefined ? undefined : describedNetwork(where, given, training)
  const classes = Math.max(training.classes, test.classes)
  const loss = lossFor(where, asked ?? described?.loss, training, classes)
  const width = training.targets === undefined ? classes : training.targets.length / training.count
  const outputs = loss === 'binaryCrossEntropy' && classes === 2 ? 1 : width
  if (given === undefined || described === undefined) {
    const layers = mlp({ hidden: hiddenFor(hidden, training), activation, outputs })
    return createNetwork({ inputs: training.inputs, layers, loss, seed, engine, threads })
  }
  const inputs = described.inputs ?? training.shape ?? training.inputs
  const parts = { inputs, layers: described.layers(outputs), loss, seed, engine, threads }
  const network = await createDescribed(where, given, parts)
  if (network.outputs !== outputs) {
    const expected = `a network that gives ${outputs} ${outputs === 1 ? 'number' : 'numbers'} a row, as ${training.name} needs`
    throw new Error(message(where, '--network', expected, `${given}, which gives ${network.outputs}`))
  }
  for (const rows of [training, test]) arenaOf(network).checkFits(where, rows, '--data')
  return network
}

function lossFor(
  where: string,
  given: LossName | LossDescription | undefined,
  { targets }: Dataset,
  classes: number,
): LossName | LossDescription {
  const fitting = lossNames.filter((name) => targets === undefined || !checkLoss(where, name).logits)
  const loss = given ?? (targets === undefined ? 'softmaxCrossEntropy' : 'meanSquaredError')
  const name = checkLoss(where, loss).name as LossName
  if (fitting.includes(name)) return loss
  const expected = `${fitting.join(', ')}, as the target is a number`
  throw new UsageError(message(where, '--loss', expected, name, classes === 0 ? 'or pass --task classes' : undefined))
}
