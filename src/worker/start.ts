/** The message that starts a run in a worker. Functions cannot be sent: descriptions go in place of what has some. */
import { checkBytes, message, wrongValue } from '../check.js'
import { checkDataset, type Dataset } from '../data/dataset.js'
import type { AugmentationDescription } from '../data/images/augmentation/augmentation.js'
import { augmentationFromDescription } from '../data/images/augmentation/from-description.js'
import { familyOf } from '../layers/layer.js'
import { arenaOf, type Network } from '../network/network.js'
import { checkBuiltIn } from '../network/plan.js'
import { optimizerFromDescription } from '../optimizers/from-description.js'
import { triggerFromDescription } from '../schedules/index.js'
import type { CheckedOptions, TrainingOptions } from '../training/plan.js'
import type { Given, Start } from './messages.js'

/** @throws RangeError for a layer, a loss, a schedule or an augmentation of the caller's own, which the worker does not know */
export function startOf(
  where: string,
  network: Network,
  dataset: Dataset,
  {
    epochs,
    batchSize,
    seed,
    standardize,
    optimizer,
    trigger,
    augment,
    classWeights,
    frozen,
    clipValue,
    clipNorm,
    shuffle,
    onDivergence,
    earlyStopping,
  }: CheckedOptions,
  { validation, resume, signal }: TrainingOptions,
): Omit<Start, 'port' | 'network'> {
  checkDataset(where, 'dataset', dataset)
  checkKnown(where, 'network', () => checkBuiltIn(where, network.plan))
  checkKnown(where, 'optimizer', () => optimizerFromDescription(optimizer.description))
  if (trigger !== undefined) checkKnown(where, 'trigger', () => triggerFromDescription(trigger.description))
  const { list = [] } = augment?.identity ?? {}
  checkAugmentations(where, list)
  return {
    onecycle: 'train',
    ...modulesOf(network),
    dataset,
    optimizer: optimizer.description,
    trigger: trigger?.description,
    augment: list,
    aborted: signal?.aborted ?? false,
    options: {
      epochs,
      batchSize,
      seed,
      shuffle,
      standardize,
      onDivergence,
      ...(validation && { validation }),
      ...(classWeights && { classWeights }),
      ...(frozen && { frozen }),
      ...(clipValue && { clipValue }),
      ...(clipNorm && { clipNorm }),
      ...(earlyStopping && { earlyStopping }),
      ...(resume && { resume: checkpointOf(where, resume) }),
    },
  }
}

/** An array whose memory was given away has no bytes, and cannot be sent. */
function checkpointOf(where: string, resume: Uint8Array): Uint8Array {
  if (checkBytes(where, 'resume', resume).length > 0) return resume
  throw wrongValue(where, 'resume', 'the bytes of a checkpoint', 'none')
}

/** What the worker starts the same core from. */
export function modulesOf(network: Network): Pick<Given, 'module' | 'layersModule' | 'threads'> {
  const { core, layers } = arenaOf(network)
  const { module, layersModule, bytes, threads } = core
  const bytesOfCore = bytes?.()
  const several = threads && bytesOfCore
  const family = familyOf(layers)?.family
  return {
    module,
    layersModule,
    threads: several && { asked: threads.asked, core: bytesOfCore, layers: family && bytes?.(family) },
  }
}

export function checkAugmentations(where: string, list: readonly AugmentationDescription[]): void {
  for (const description of list) checkKnown(where, 'augment', () => augmentationFromDescription(description))
}

/** Builds it here as the worker will, so that what it could not build is refused before anything is sent. */
export function checkKnown(where: string, what: string, build: () => unknown): void {
  try {
    build()
  } catch (error) {
    const got = `one that it cannot (${(error as Error).message})`
    throw new RangeError(message(where, what, 'one that the worker can build from its description', got))
  }
}
