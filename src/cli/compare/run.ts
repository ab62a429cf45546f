/** `onecycle compare` without --curves: what can be checked is checked first, then the study runs, then it is told. */
import { message } from '../../check.js'
import { drawRows } from '../../data/split.js'
import { type Dataset, type LoadedEngine, type LossDescription, type LossName, takeRows } from '../../entry/index.js'
import type { Study } from '../../measure/study/analysis/result.js'
import { prepareTrialData } from '../../measure/study/data.js'
import { ablationSchedules } from '../../measure/study/defaults.js'
import { planStudy, type StudyOptions } from '../../measure/study/options.js'
import { studyReport } from '../../report/study/report.js'
import { studyCsv } from '../../report/study/results-csv.js'
import { hiddenFor } from '../data/defaults.js'
import { loadData } from '../data/load.js'
import { tellNotes } from '../data/notes.js'
import type { Parts } from '../data/parts.js'
import { Attempts } from '../files/attempts.js'
import { openPlaces, type Place } from '../files/place.js'
import { makeNetwork } from '../network/make.js'
import { loadEngine } from '../shared/engine.js'
import { type Interrupt, listenForInterrupt } from '../shared/interrupt.js'
import { machine } from '../shared/machine.js'
import { oneOf } from '../shared/options.js'
import { printJson, tell } from '../shared/output.js'
import { commandLine } from '../shared/shell.js'
import { asUsage, UsageError } from '../shared/usage.js'
import { datasetResult, engineResult } from '../train/result.js'
import { type JournalFile, openJournal } from './journal-file.js'
import { type ComparedMethods, readMethodsFile } from './methods-file.js'
import { type CompareOptions, typed, where } from './options.js'
import { type StudyRangeTest, studyRangeTest } from './range-test.js'
import { runStudy } from './study.js'
import { type MachineShare, printMachines, printPlan, printStudy } from './words.js'

export async function runCompare(options: CompareOptions): Promise<void> {
  const { out, csv } = options
  const places = openPlaces(where, { out, csv, journal: options.journal })
  const data = fewerRows(await loadData(where, options.data, options), options)
  tellNotes(data, options)
  const engine = await loadEngine(where, options.engine)
  const compared = await comparedMethods(options)
  const wanted = studyOptionsOf(options, data, compared, await networkFrom(options, data, engine))
  const { methods } = options
  asUsage(() => planStudy(wanted), methods === undefined ? typed : { ...typed, schedules: '--methods' })
  const journal = places.journal && openJournal(where, '--journal', places.journal)
  const interrupt = listenForInterrupt()
  try {
    const { study, range, machines } = await measure(options, wanted, compared.modules, engine, journal, interrupt)
    // a signal ends the process again, whatever a pipe may wait for
    interrupt.release()
    const writing = new Attempts()
    await tellResults(options, places, writing, data, study, range)
    if (!options.json) printMachines(machines)
    await writing.try(() => {
      if (journal?.moved !== undefined) throw journal.moved
    })
    writing.end()
  } catch (error) {
    if (interrupt.exitCode === undefined) throw error
    tell(interruptedText(journal))
    process.exitCode = interrupt.exitCode
  } finally {
    interrupt.release()
    journal?.close()
  }
}

/** @throws UsageError where there are fewer */
function fewerRows(data: Parts, { rows, seed }: CompareOptions): Parts {
  const { training } = data
  if (rows === undefined || rows === training.count) return data
  if (rows > training.count) {
    throw new UsageError(
      message(where, '--rows', `at most the ${training.count} training rows that there are`, `${rows}`),
    )
  }
  const left = drawRows(where, '--rows', training.count, (training.count - rows) / training.count, seed).training
  return { ...data, training: takeRows(training, left) }
}

async function measure(
  options: CompareOptions,
  wanted: StudyOptions,
  modules: ComparedMethods['modules'],
  engine: LoadedEngine,
  journal: JournalFile | undefined,
  { signal }: Interrupt,
): Promise<{ study: Study; range: StudyRangeTest | undefined; machines: ReadonlyMap<string, MachineShare> }> {
  const { workers, queue, check, json, rangeTest } = options
  const plan = planStudy(wanted)
  const data = prepareTrialData(wanted.training, wanted.test, plan.split)
  const range = rangeTest === undefined ? undefined : await studyRangeTest(plan, data.training, engine, signal)
  let machines: ReadonlyMap<string, MachineShare> = new Map()
  const study = await runStudy({ ...wanted, rangeTestUpdates: range?.updates ?? 0 }, data, {
    engine,
    workers,
    fleet: queue === undefined ? undefined : { url: queue, check },
    journal,
    signal,
    modules,
    onMachines: (done) => {
      machines = done
    },
    onPlan: (plan, cost) => {
      const places = queue === undefined ? `${workers} at a time` : 'on the machines of the queue'
      if (!json) printPlan(plan, cost, places, journal?.found ?? 0)
    },
  })
  return { study, range, machines }
}

async function tellResults(
  options: CompareOptions,
  { out, csv }: { readonly out?: Place; readonly csv?: Place },
  writing: Attempts,
  data: Parts,
  study: Study,
  range: StudyRangeTest | undefined,
): Promise<void> {
  const { json } = options
  const document = {
    command: where,
    seed: options.seed,
    engine: engineResult(options.engine),
    dataset: { ...datasetResult(data), validation: Math.round(study.plan.split.fraction * study.plan.training.count) },
    ...study,
    ...(range === undefined ? {} : { rangeTest: range.shown }),
  }
  const made = { machine: machine(options.engine), command: commandLine(), document }
  const written = [
    (await writing.write(out, () => studyReport(study, made, range?.shown))) && out?.path,
    (await writing.write(csv, () => studyCsv(study))) && csv?.path,
  ].filter((path) => path)
  if (json) {
    printJson(document)
    return
  }
  printStudy(study)
  for (const path of written) tell(`wrote ${path}`)
}

/** What --methods or --ablation says, or --schedules. @throws UsageError for a --subject that is not among them */
async function comparedMethods({
  methods,
  ablation,
  schedules,
  subject,
}: CompareOptions): Promise<ComparedMethods & Pick<StudyOptions, 'subject'>> {
  const named = ablation === undefined ? schedules : ablationSchedules
  const compared = methods === undefined ? { list: named, modules: [] } : await readMethodsFile(where, methods)
  const names = compared.list.map((method) => (typeof method === 'string' ? method : `${method.name}`))
  if (subject === undefined) return compared
  return { ...compared, subject: names.includes(subject) ? subject : oneOf(where, '--subject', names)(subject) }
}

/** Of --network, tried on the data, and --loss. */
async function networkFrom(
  options: CompareOptions,
  data: Parts,
  engine: LoadedEngine,
): Promise<Pick<StudyOptions, 'layers' | 'loss'>> {
  const { network, loss } = options
  if (network === undefined) return loss === undefined ? {} : { loss }
  const { plan } = await makeNetwork(where, options, data, engine)
  return { layers: plan.layers, loss: plan.loss as LossName | LossDescription }
}

function studyOptionsOf(
  options: CompareOptions,
  { training, test }: { training: Dataset; test: Dataset },
  { list: schedules, subject }: Awaited<ReturnType<typeof comparedMethods>>,
  network: Pick<StudyOptions, 'layers' | 'loss'>,
): StudyOptions {
  const { activation, batchSize, metric, budgets, seeds, seed, rates, trials } = options
  const { tuningSeeds, momentum, weightDecay, dialect, looks, validation } = options
  return {
    training,
    test,
    ...(network.layers === undefined ? { hidden: hiddenFor(options.hidden, training), activation } : {}),
    ...network,
    ...(batchSize === undefined ? {} : { batchSize }),
    schedules,
    ...(subject === undefined ? {} : { subject }),
    ...(metric === undefined ? {} : { metric }),
    ...(budgets === undefined ? {} : { budgets }),
    ...(options.targets === undefined ? {} : { targets: options.targets }),
    seeds,
    ...(options.untilWidth === undefined ? {} : { untilWidth: options.untilWidth }),
    seed,
    rates: { low: rates[0], high: rates[1], coarse: trials[0], fine: trials[1] },
    tuningSeeds,
    ...(validation === undefined ? {} : { validationFraction: validation }),
    momentum,
    weightDecay,
    dialect,
    ...(looks === undefined ? {} : { looksPerEpoch: looks }),
  }
}

function interruptedText(journal: JournalFile | undefined): string {
  if (journal === undefined) return 'interrupted; without a journal the finished trials are lost'
  return `interrupted: the finished trials are in ${journal.path}, and the same command continues from there`
}
