/** --out: the report of a run, with its curves, its scores and its surest mistakes. */
import { isImage } from '../../data/shape.js'
import type { Dataset, History, Network } from '../../entry/index.js'
import { arenaOf } from '../../network/network.js'
import type { Answers, Mistakes } from '../../report/training/facts.js'
import { trainingReport } from '../../report/training/report.js'
import { count, epochsText } from '../../words.js'
import type { Parts } from '../data/parts.js'
import { machine } from '../shared/machine.js'
import { commandLine } from '../shared/shell.js'
import type { TrainOptions } from './options.js'
import { dataText, type TrainResult } from './result.js'

/** Mistakes that are shown; the report keeps those that it has room for. */
const MOST_MISTAKES = 40
/** Rows of the scatter of numbers. */
const MOST_ANSWERS = 5000

export function reportOf(
  options: TrainOptions,
  { test, notes }: Parts,
  network: Network,
  history: History,
  result: TrainResult,
): string {
  const { dataset, target, optimizer, schedule, epochs, batchSize, loss, seed, evaluation } = result
  const columns = target === null ? null : notes
  const document = { ...result, ...(columns === null ? {} : { notes: undefined }) }
  const facts = {
    title: target === null ? dataset.name : `${target.name}, from ${dataset.name}`,
    setting: [
      ['data', dataText(dataset, target)],
      ['schedule', `${schedule}, ${epochsText(epochs)}, batches of ${count(batchSize)}`],
      ['optimizer', optimizer],
      ['loss', loss],
      ['seed', String(seed)],
    ] as const,
    summary: network.summary(),
    ...(columns === null ? {} : { notes: columns }),
    history,
    evaluation,
    evaluatedOn: 'test rows',
    ...(evaluation?.classes && imageOf(test) ? { mistakes: mistakesOf(network, test) } : {}),
    ...(evaluation?.numbers && network.outputs === 1 ? { answers: answersOf(network, test) } : {}),
  }
  const made = { machine: machine(options.engine), command: commandLine(), document }
  return trainingReport(facts, made)
}

/** The shape of rows that are images of bytes. */
function imageOf({ features, shape }: Dataset): readonly number[] | undefined {
  return features instanceof Uint8Array && isImage(shape) ? shape : undefined
}

function mistakesOf(network: Network, test: Dataset): Mistakes {
  const { features, labels, inputs } = test
  const outputs = network.predict(features)
  const rated = arenaOf(network).loss.logits
  const width = network.outputs
  const nameOf = (c: number): string => test.classNames?.[c] ?? `${c}`
  const wrong = Array.from(labels, (label, row) => {
    const answers = outputs.subarray(row * width, (row + 1) * width)
    // a single output is the probability of class 1
    const shares = width === 1 ? [1 - (answers[0] as number), answers[0] as number] : [...answers]
    const best = shares.indexOf(Math.max(...shares))
    return { row, label, best, share: shares[best] as number }
  }).filter(({ label, best }) => label !== best)
  const surest = [...wrong].sort((a, b) => b.share - a.share).slice(0, MOST_MISTAKES)
  return {
    image: imageOf(test) as readonly number[],
    count: wrong.length,
    rows: surest.map(({ row, label, best, share }) => ({
      row: row + 1,
      actual: nameOf(label),
      predicted: nameOf(best),
      probability: rated ? share : null,
      features: features.subarray(row * inputs, (row + 1) * inputs),
    })),
  }
}

/** In the target's own unit. */
function answersOf(network: Network, test: Dataset): Answers {
  const rows = Math.min(test.count, MOST_ANSWERS)
  const target = test.preparation?.target
  const { mean, deviation } = target?.kind === 'numbers' ? target : { mean: 0, deviation: 1 }
  const unscaled = (values: Float32Array) => Array.from(values.subarray(0, rows), (value) => value * deviation + mean)
  const features = test.features.subarray(0, rows * test.inputs)
  return {
    name: target?.name ?? 'target',
    actual: unscaled(test.targets as Float32Array),
    predicted: unscaled(network.predict(features)),
  }
}
