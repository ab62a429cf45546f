/**
 * A right call of everything that declared.mjs finds: cheap, and with the same answer each time. `args` are made once and
 * never changed; `call` is how it is called where that is not plainly `f(...args)`, and puts back what a call may have changed;
 * `ends` is the place of the options whose signal ends a run that was asked to go on for long.
 */
import { readFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import * as csv from '../../../dist/data/tabular/csv.js'
import * as entry from '../../../dist/entry/index.js'
import * as js from '../../../dist/entry/js.js'
import * as slim from '../../../dist/entry/slim.js'
import * as report from '../../../dist/report/index.js'

const { sgd, dense, constant } = entry
const TABLE = 'size,colour,price\n1.5,red,10\n2,blue,1200\n,green,30\n4.25,red,25\n3,"blue",25\n2.5,green,28\n'
const CLASSES = 'x,y\n1,a\n2,b\n3,a\n5,b\n'

const rows = (count, inputs) => Float32Array.from({ length: count * inputs }, (_, i) => ((i * 7) % 11) / 5 - 1)
const labels = (count) => Uint8Array.from({ length: count }, (_, i) => i % 2)
const idx = (type, sizes, values) => {
  return Uint8Array.from([0, 0, type, sizes.length, ...sizes.flatMap((size) => [0, 0, 0, size]), ...values])
}

/** What the calls of every entry use. */
async function parts() {
  const data = entry.createDataset({ features: rows(12, 2), inputs: 2, labels: labels(12), classes: 2 })
  const test = entry.createDataset({ features: rows(10, 2), inputs: 2, labels: labels(10), classes: 2 })
  const network = await entry.createNetwork({ inputs: 2, layers: [dense(3, 'relu'), dense(2)] })
  const optimizer = sgd({ learningRate: 0.1 })
  const options = { epochs: 2, batchSize: 4, optimizer, validation: test }
  const trained = await entry.cloneNetwork(network)
  const history = await entry.train(trained, data, options)
  const checkpoint = new entry.Training(await entry.cloneNetwork(network), data, options).checkpoint()
  const range = await entry.findLearningRate(network, data, { steps: 20, batchSize: 4, seeds: 1 })
  const reliable = { ...range, reliable: true, reasons: [], suggested: { base: 0.01, peak: 0.1, low: 0.05, high: 0.2 } }
  const study = {
    training: data,
    test,
    hidden: [3],
    batchSize: 5,
    schedules: [
      'constant',
      { name: 'own', optimizer: 'sgd', schedule: { schedule: 'linear', initial: 'rate', totalSteps: 'run' } },
      'one-cycle',
    ],
    subject: 'one-cycle',
    budgets: [1, 2],
    targets: [0.9],
    seeds: 2,
    seed: 1,
    rates: { low: 0.01, high: 1, coarse: 2, fine: 2 },
    validationFraction: 0.25,
  }
  const prepared = entry.prepareTrialData(data, test, { seed: 1, fraction: 0.25 })
  // a study trains each trial once
  const records = new Map()
  const runner = async (config) => {
    const key = entry.trialKey(config)
    if (!records.has(key)) {
      if (records.size > 60) throw new Error('caller: no more trials')
      records.set(key, { config, record: await entry.runTrial(config, prepared) })
    }
    return records.get(key).record
  }
  const studied = await entry.compare(study, { runner })
  const [{ config, record }] = records.values()
  const table = csv.prepareTable(TABLE, { target: 'price', validation: 0 })
  const classes = csv.prepareTable(CLASSES, { target: 'y', validation: 0 })
  const log = csv.readLog('a', 'epoch,loss,accuracy\n1,0.7,0.5\n2,0.5,0.6\n3,0.4,0.7\n')
  const replay = { curves: [log, { ...log, name: 'b' }], targets: [0.6], subject: 'b' }
  const description = entry.cosine({ initial: 1, totalSteps: 10 }).description
  const ofTable = await entry.createNetwork({ inputs: classes.training.inputs, layers: [dense(2)] })
  await entry.train(ofTable, classes.training, { epochs: 1, batchSize: 4, optimizer })
  const chunks = async function* () {
    yield { features: rows(6, 2), labels: labels(6) }
    yield { features: rows(6, 2), labels: labels(6) }
  }
  const chunkParts = { inputs: 2, classes: 2, chunks, rows: 12, chunkRows: 8 }
  return {
    data,
    test,
    network,
    options,
    history,
    checkpoint,
    range,
    reliable,
    study,
    runner,
    prepared,
    studied,
    config,
    record,
    table,
    classes,
    replay,
    description,
    ofTable,
    chunkParts,
    chunked: await entry.chunkedDataset(chunkParts),
  }
}

/** A worker for all calls that need one. */
let worker
function workerOf() {
  if (worker === undefined) {
    worker = new Worker(new URL('../../../dist/worker/index.js', import.meta.url))
    worker.unref()
  }
  return worker
}

/** The right calls by the names of declared.mjs: `f`, `args` and where needed `call` and `ends`. */
export async function rightCalls() {
  const shared = await parts()
  const { data, test, network, options, history, checkpoint, range, reliable, study, studied } = shared
  const { runner, prepared, config, record, table, classes, replay, description, ofTable } = shared
  const start = network.parameters()
  const own = await entry.cloneNetwork(network)
  const changed = await entry.cloneNetwork(network)
  const standard = entry.standardizationOf(data)
  const initial = { initial: 1, totalSteps: 10 }
  const cycle = { base: 0, peak: 1, rise: { steps: 3 } }
  const ratio = {
    baseline: [3, 4, 5, 6, 7, 8],
    subject: [1, 2, 3, 2, 1, 2],
    baselineLimit: 9,
    subjectLimit: 9,
    resamples: 100,
  }
  const plan = entry.planStudy(study)
  const methodRun = { totalSteps: 9, epochs: 1, rate: 0.1, weightDecay: 0, momentum: 0.9 }
  const setting = { facts: [['data', 'rows']], command: 'onecycle', document: {} }
  const made = { machine: [['cpu', 'one']], command: 'onecycle', document: { a: 1 } }
  const facts = {
    title: 'a run',
    setting: [['data', 'rows']],
    summary: network.summary(),
    notes: ['a note'],
    history,
    evaluation: entry.metrics(network, test),
    evaluatedOn: 'test rows',
    mistakes: {
      columns: ['a', 'b'],
      count: 1,
      rows: [{ row: 1, actual: 'a', predicted: 'b', probability: 0.7, features: [1, 2] }],
    },
  }
  const scales = { x: report.linearScale(0, 10), y: report.logScale(0.1, 10) }
  const plot = {
    ...scales,
    title: 'a plot',
    width: 400,
    height: 300,
    xLabel: 'x',
    yLabel: 'y',
    lines: [
      {
        color: '#000',
        points: [
          [0, 1],
          [5, null],
          [10, 2],
        ],
        dots: true,
      },
    ],
    bands: [
      {
        color: '#000',
        points: [
          [0, 0.5, 2],
          [10, null, 3],
        ],
      },
    ],
    rules: [{ color: '#000', y: 1, label: 'one' }],
    marks: [{ color: '#000', x: 3, name: 'three' }],
  }
  const chart = {
    xLabel: 'step',
    xMax: 2,
    names: ['a'],
    panels: [{ label: 'rate', fromZero: true, series: [[0, 1, 2]], share: 1 }],
  }
  const text = {
    points: [[0.1, 0.2]],
    faint: [[0.3, 0.4]],
    marks: [['p', 0.5]],
    yLabels: ['1', '0'],
    xLabels: ['a', 'b'],
    width: 40,
    height: 5,
  }
  const trains = async (f, given, ...rest) => {
    own.setParameters(start)
    return f(given, ...rest)
  }
  const drives = (_, ...given) => {
    own.setParameters(start)
    const run = new entry.Training(...given)
    run.update()
    return [run.step, run.history, run.checkpoint()]
  }
  const inWorker = async (f, ...given) => {
    own.setParameters(start)
    return f(...given).history
  }
  const images = { images: idx(8, [4, 2, 2], Array(16).fill(7)), labels: idx(8, [4], [0, 1, 0, 1]) }
  const networkOptions = { inputs: 2, layers: [dense(3, 'relu'), dense(2)], loss: 'softmaxCrossEntropy', seed: 3 }
  const engines = {
    onecycle: [entry, 'wasm'],
    'onecycle/slim': [
      slim,
      await slim.loadEngine(
        await WebAssembly.compile(readFileSync(new URL('../../../dist/core/core.wasm', import.meta.url))),
      ),
    ],
    'onecycle/js': [js, 'js'],
  }
  const parametersOf = async (f, ...given) => {
    const made = await f(...given)
    return [made.sha256(), made.plan]
  }
  const ofEngines = Object.entries(engines).flatMap(([name, [api, engine]]) => {
    return Object.entries({
      createNetwork: { args: [{ ...networkOptions, engine }], call: parametersOf },
      loadNetwork: { args: [network.save(), { layers: {}, losses: [], engine }], call: parametersOf },
      cloneNetwork: { args: [network, engine], call: parametersOf },
      loadEngine: {
        args: [engine, name === 'onecycle' ? { selfCheck: 'refuse', fallback: 'js' } : { selfCheck: 'refuse' }],
        call: async (f, ...given) => (await f(...given)).name,
      },
      selfCheck: { args: [engine] },
      compare: { args: [study, { runner, concurrency: 1, engine, signal: new AbortController().signal }] },
      runTrial: { args: [config, prepared, { engine, methods: new Map(), keepAfter: [] }], ends: 2 },
    }).map(([of, right]) => [`${name} ${of}`, { f: api[of], ...right }])
  })
  const ofIndex = {
    takeRows: [data, [0, 3, 5]],
    digits: [{ seed: 1, training: 3, test: 2 }],
    spirals: [{ seed: 1, training: 10, test: 5, arms: 2, turns: 1, noise: 0.1 }],
    chunkedDataset: [shared.chunkParts],
    createDataset: [
      {
        name: 'own',
        features: [
          [1, 2],
          [3, 4],
        ],
        labels: [0, 1],
        classNames: ['a', 'b'],
        weights: [1, 2],
      },
    ],
    cutout: [3],
    horizontalFlip: [0.5],
    shift: [2],
    readCifar10: [[new Uint8Array(2 * 3073).fill(3)], { name: 'own', sources: ['a'] }],
    readIdx: [images.images, { source: 'a' }],
    idxDataset: [{ ...images, classes: 2, classNames: ['a', 'b'], name: 'own', sources: { images: 'a', labels: 'b' } }],
    epochOrder: [5, 1, 2, new Uint32Array(5)],
    split: [data, { seed: 1, fraction: 0.25 }],
    identityStandardization: [3],
    standardizationOf: [data, { inputs: 2 }],
    activation: ['gelu'],
    batchNorm: [{ decay: 0.9, epsilon: 1e-5 }],
    dense: [3, 'relu', 'he'],
    dropout: [0.1],
    layerNorm: [{ epsilon: 1e-5 }],
    lenet: [3],
    resnet8: [3],
    smallCnn: [3],
    residual: [[dense(2)], { shortcut: [dense(2)] }],
    averagePool2d: [2, { stride: 1, padding: 'same' }],
    conv1d: [2, { kernelSize: 3, stride: 1, padding: 'same', activation: 'relu', useBias: true }],
    conv2d: [2, { kernelSize: [3, 2], stride: 1, padding: 'same', activation: 'relu', useBias: true }],
    depthwiseConv2d: [{ kernelSize: 3, stride: 1, padding: 'same', activation: 'relu', useBias: true }],
    maxPool2d: [2, { stride: 1, padding: 'same' }],
    huber: [{ delta: 0.5 }],
    rangeTestToCsv: [range],
    findLearningRate: [
      network,
      data,
      { steps: 20, batchSize: 4, seeds: 1, from: 1e-4, to: 1, momentum: 0.9, signal: undefined },
    ],
    checkReliable: ['mine', reliable],
    suggestRates: [[0.001, 0.01, 0.1, 1, 10], [2, 1.9, 1, 0.5, 3], 5],
    replayCurves: [{ ...replay, milestones: undefined }],
    median: [[3, 1, 2]],
    medianInterval: [[3, 1, 2, 5, 4, 6, 7], 0.95],
    runsForLevel: [0.95],
    pairedRatio: [ratio],
    studyCost: [plan],
    prepareTrialData: [data, test, { seed: 1, fraction: 0.25 }],
    canonicalJson: [{ b: 1, a: [1, { c: 2 }] }],
    journalLine: [config, record, 'machine'],
    parseJournal: ['mine', entry.journalHeader + entry.journalLine(config, record)],
    trialKey: [config, 'a'],
    methodOptimizer: ['one-cycle', methodRun],
    planStudy: [study],
    withoutTimes: [{ seconds: 1, a: [{ seconds: 2, b: 3 }] }],
    evaluateInChunks: [network, shared.chunked],
    metrics: [network, test],
    adam: [{ learningRate: 0.1, momentum: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.01 }],
    adamw: [{ learningRate: constant(0.1), momentum: 0.9 }],
    rmsprop: [{ learningRate: 0.1, rho: 0.9, l1: 0.001 }],
    sgd: [{ learningRate: constant(0.1), momentum: 0.9, nesterov: true }],
    optimizerFromDescription: [
      sgd({ learningRate: constant(0.1), momentum: 0.9 }).description,
      { mine: () => constant(1) },
    ],
    scheduleByName: ['linear', { totalSteps: 10, peak: 1 }],
    constant: [0.5],
    cosine: [{ ...initial, final: 0 }],
    cosineRestarts: [{ initial: 1, firstCycle: { steps: 3 }, cycleGrowth: 2 }],
    expRange: [{ ...cycle, gamma: 0.9 }],
    triangular: [{ ...cycle, fall: { steps: 2 } }],
    triangular2: [{ ...cycle, rise: { epochs: 1, stepsPerEpoch: 3 } }],
    defineSchedule: ['mine', { a: [1] }, (step) => step],
    compoundedDecay: [{ initial: 1, rate: 0.5, per: { steps: 2 } }],
    exponentialDecay: [{ initial: 1, rate: 0.5 }],
    inverseTimeDecay: [{ initial: 1, rate: 0.5 }],
    flatCosine: [{ ...initial, flatFraction: 0.5 }],
    fromDescription: [
      entry.join({ schedules: [constant(1), entry.fromDescription(description)], boundaries: [{ steps: 2 }] })
        .description,
      { mine: () => constant(1) },
    ],
    triggerFromDescription: [entry.plateau({ initial: 1 }).description],
    geometric: [{ ...initial, final: 0.1 }],
    join: [{ schedules: [constant(1), constant(2)], boundaries: [{ steps: 2 }], restart: true }],
    linear: [initial],
    milestones: [{ initial: 1, milestones: [{ steps: 3 }, { steps: 5 }], factor: 0.1 }],
    oneCycle: [{ totalSteps: 10, peak: 1, dialect: 'paper', warmupFraction: 0.4 }],
    plateau: [{ initial: 1, metric: 'loss', patience: 1 }],
    polynomial: [{ ...initial, power: 2 }],
    scale: [{ of: constant(1), factor: 2 }],
    halveWhen: [{ initial: 1, metric: 'loss', reaches: 1 }],
    scaleWhen: [{ initial: 1, metric: 'loss', reaches: 1, factor: 0.5 }],
    halving: [{ initial: 1, every: { steps: 3 } }],
    stepDecay: [{ initial: 1, every: { steps: 3 }, factor: 0.5 }],
    toSchedule: ['mine', 'rate', 0.5],
    warmup: [{ duration: { steps: 3 }, before: constant(1) }],
    warmupStableDecay: [{ peak: 1, totalSteps: 10, warmup: { steps: 1 }, cooldown: { steps: 1 }, shape: 'cosine' }],
    historyToCsv: [history],
    checkConverged: ['mine', history],
  }
  const trainingOptions = {
    ...options,
    seed: 1,
    signal: undefined,
    earlyStopping: { patience: 3 },
    classWeights: [1, 2],
  }
  const ofCsv = {
    applyPreparationInChunks: [classes.preparation, () => CLASSES, { chunkRows: 2 }],
    prepareTableInChunks: [() => CLASSES, { target: 'y', validation: 0, chunkRows: 2 }],
    csvRows: [TABLE, { columns: ['size', 'colour', 'price'], header: true, delimiter: ',', decimal: '.' }],
    prepareTable: [
      TABLE,
      { target: 'price', validation: 0.3, features: ['size', 'colour'], categories: ['colour'], fill: { size: 1 } },
    ],
    readLog: ['a', 'epoch,accuracy\n1,0.5\n2,0.6\n'],
    applyPreparation: [table.preparation, TABLE, { delimiter: ',' }],
    parseCsv: ['0,1,2\n1,3,4\n', { label: 0, header: false, classes: ['0', '1'] }],
  }
  const replayed = entry.replayCurves(replay)
  const ofReport = {
    rangeTestFigure: [reliable, 600, 400],
    rangeTestReport: [reliable, setting],
    replayHeadline: [replayed],
    replayReport: [replayed, made],
    replayCsv: [replayed],
    studyFigure: [studied],
    studyHeadline: [studied],
    studyReport: [studied, made, { ...reliable, seeds: 1 }, studied],
    studyCsv: [studied],
    drawChart: [chart],
    standalone: [report.drawPlot(plot), 400, 300],
    drawPlot: [plot],
    accuracyScale: [0.5, 0.9, 4, (share) => `${share}`],
    linearScale: [0, 10, { wanted: 4, whole: true }],
    logScale: [0.1, 10, [0.1, 1, 10], (value) => `${value}`],
    drawTextPlot: [text],
    toneVariables: ['dark'],
    trainingReport: [facts, made],
  }
  const plain = (name, api, table) => Object.entries(table).map(([of, args]) => [`${name} ${of}`, { f: api[of], args }])
  const right = new Map([
    ...plain('onecycle', entry, ofIndex),
    ...plain('onecycle/csv', csv, ofCsv),
    ...plain('onecycle/report', report, ofReport),
    ...ofEngines,
  ])
  const adjust = (of, more) => right.set(`onecycle ${of}`, { ...right.get(`onecycle ${of}`), ...more })
  adjust('digits', { long: true })
  adjust('train', {
    f: entry.train,
    args: [own, data, trainingOptions],
    call: trains,
    ends: 2,
  })
  adjust('Training', { f: entry.Training, args: [own, data, { ...options, resume: checkpoint }], call: drives })
  adjust('findLearningRate', { ends: 2 })
  adjust('trainInWorker', { f: entry.trainInWorker, args: [workerOf(), own, data, options], call: inWorker, ends: 3 })
  adjust('findLearningRateInWorker', {
    f: entry.findLearningRateInWorker,
    args: [workerOf(), network, data, { steps: 20, batchSize: 4, seeds: 1 }],
    ends: 3,
  })
  adjust('Network.standardize', {
    f: (value) => changed.standardize(value),
    args: [standard],
    call: (f, value) => [f(value), changed.standardization],
  })
  adjust('Network.setParameters', {
    f: (values) => changed.setParameters(values),
    args: [start],
    call: (f, values) => [f(values), changed.parameters()],
  })
  adjust('Network.evaluate', { f: (dataset) => network.evaluate(dataset), args: [test] })
  adjust('Network.predict', {
    f: (...given) => ofTable.predict(...given),
    args: [[{ x: 1 }, { x: 2 }], { onUnknown() {} }],
  })
  return right
}
