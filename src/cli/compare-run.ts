/** The study behind `onecycle compare`: what can be checked is checked first, then trials are run in workers. */
import type { Dataset } from '../index.js'
import { compare } from '../measure/study.js'
import type { Study } from '../measure/study-analysis.js'
import type { StudyCost } from '../measure/study-cost.js'
import { prepareTrialData, type TrialData } from '../measure/study-data.js'
import type { TrialRunner } from '../measure/study-execute.js'
import { planStudy, type StudyOptions, type StudyPlan } from '../measure/study-plan.js'
import type { TrialConfig, TrialRecord } from '../measure/study-trial.js'
import { studyCsv } from '../report/study-csv.js'
import { studyReport } from '../report/study-report.js'
import { type CompareOptions, where } from './compare.js'
import { createStudyProgress } from './compare-progress.js'
import { printPlan, printStudy } from './compare-words.js'
import { loadData } from './data.js'
import { loadEngine } from './engine.js'
import { checkWritable, writeWhole } from './files.js'
import { listenForInterrupt } from './interrupt.js'
import { type JournalFile, openJournal } from './journal-file.js'
import { machine, reproduction } from './machine.js'
import { printJson, tell } from './output.js'
import { datasetResult, engineResult } from './train-result.js'
import { asUsage } from './usage.js'
import { createWorkerPool, type WorkerPool } from './worker-pool.js'

/** Accuracies that people ask for first. */
const TARGETS = [0.9, 0.95, 0.97]

export async function runCompare(options: CompareOptions): Promise<void> {
  const { json, out, csv } = options
  if (out !== undefined) checkWritable(where, '--out', out)
  if (csv !== undefined) checkWritable(where, '--csv', csv)
  if (options.journal !== false) checkWritable(where, '--journal', options.journal)
  const engine = await loadEngine(where, options.engine)
  const data = await loadData(where, options.data, options)
  const studyOptions = studyOptionsOf(options, data)
  const plan = asUsage(() => planStudy(studyOptions))
  const journal = options.journal === false ? undefined : openJournal(where, '--journal', options.journal)
  const interrupt = listenForInterrupt()
  const shared = shareData(prepareTrialData(data.training, data.test, plan.split))
  const pool = createWorkerPool<TrialConfig, TrialRecord>(
    new URL('./compare-worker.js', import.meta.url),
    options.workers,
    { data: shared, engine },
  )
  interrupt.signal.addEventListener('abort', () => void pool.close())
  const progress = createStudyProgress(process.stderr)
  let study: Study
  try {
    study = await compare(studyOptions, {
      runner: runnerOf(pool, journal, progress.found),
      concurrency: options.workers,
      signal: interrupt.signal,
      onPlan: (checked: StudyPlan, cost: StudyCost) => {
        if (!json) printPlan(checked, cost, options.workers, journal?.found ?? 0)
      },
      onTrial: progress.trial,
    })
  } catch (error) {
    if (interrupt.exitCode === undefined) throw error
    tell(interruptedText(options, journal))
    process.exitCode = interrupt.exitCode
    return
  } finally {
    progress.clear()
    interrupt.release()
    journal?.close()
    await pool.close()
  }
  const document = {
    command: where,
    seed: options.seed,
    engine: engineResult(options.engine),
    dataset: { ...datasetResult(data), validation: Math.round(options.validation * data.training.count) },
    ...study,
  }
  if (csv !== undefined) writeWhole(where, '--csv', csv, studyCsv(study))
  if (out !== undefined) {
    writeWhole(
      where,
      '--out',
      out,
      studyReport(study, { machine: machine(options.engine), command: reproduction(), document }),
    )
  }
  if (json) printJson(document)
  else printStudy(study)
  for (const file of [out, csv]) if (file !== undefined && !json) tell(`wrote ${file}`)
}

function studyOptionsOf(
  options: CompareOptions,
  { training, test }: { training: Dataset; test: Dataset },
): StudyOptions {
  const { hidden, activation, batchSize, schedules, subject, budgets, seeds, seed, rates, trials } = options
  const { tuningSeeds, momentum, weightDecay, dialect, looks, validation, rangeTestUpdates } = options
  return {
    training,
    test,
    hidden,
    activation,
    ...(batchSize === undefined ? {} : { batchSize }),
    schedules,
    ...(subject === undefined ? {} : { subject }),
    budgets,
    targets: options.targets ?? TARGETS,
    seeds,
    seed,
    rates: { low: rates[0], high: rates[1], coarse: trials[0], fine: trials[1] },
    tuningSeeds,
    validationFraction: validation,
    momentum,
    weightDecay,
    dialect,
    looksPerEpoch: looks,
    rangeTestUpdates,
  }
}

/** A trial that the journal has is not run again; one that was run is in the journal before it counts. */
function runnerOf(
  pool: WorkerPool<TrialConfig, TrialRecord>,
  journal: JournalFile | undefined,
  onFound: (config: TrialConfig) => void,
): TrialRunner {
  return async (config) => {
    const found = journal?.find(config)
    if (found !== undefined) {
      onFound(config)
      return found
    }
    const record = await pool.run(config)
    journal?.add(config, record)
    return record
  }
}

/** The same data over memory that all workers see, so that it is held once. */
function shareData({ training, validation, test, standardization }: TrialData): TrialData {
  const share = <T extends Uint8Array | Uint16Array | Float32Array>(values: T): T => {
    const memory = new SharedArrayBuffer(values.byteLength)
    const view = new (values.constructor as new (buffer: SharedArrayBuffer) => T)(memory)
    view.set(values)
    return view
  }
  const shared = (dataset: Dataset): Dataset => ({
    ...dataset,
    features: share(dataset.features),
    labels: share(dataset.labels),
  })
  return { training: shared(training), validation: shared(validation), test: shared(test), standardization }
}

function interruptedText({ journal: path }: CompareOptions, journal: JournalFile | undefined): string {
  if (journal === undefined) return 'interrupted; without a journal the finished trials are lost'
  return `interrupted: the finished trials are in ${path}, and the same command goes on from there`
}
