/** One cell of the matrix, in whatever engine this runs. */
import { goldenRuns } from './golden.mjs'

/**
 * @param core wasm or js
 * @returns the hashes of the golden runs, or the error
 */
export async function goldenCell(onecycle, core) {
  const start = Date.now()
  try {
    const runs = await goldenRuns(onecycle, await onecycle.loadEngine(core))
    const { ok } = await onecycle.selfCheck(core)
    return { runs, selfCheck: ok, milliseconds: Date.now() - start }
  } catch (error) {
    return { error: `${error}\n${error?.stack ?? ''}` }
  }
}

/** Numbers of threads with which the golden runs must give the bits of one. */
const THREADS = [2, 3, 4, 7]

/** The golden runs with several threads, on a thread that may wait. @returns the hashes, of a number that differs where one does */
export async function threadsCell(onecycle, counts = THREADS) {
  const start = Date.now()
  try {
    const tables = []
    for (const threads of counts) {
      const { createNetwork, dense } = onecycle
      const network = await createNetwork({ inputs: 2, layers: [dense(2)], threads })
      const { count, why } = network.threads
      if (count !== threads) throw new Error(`${count} threads in place of ${threads}: ${why}`)
      network.dispose()
      tables.push(await goldenRuns(onecycle, undefined, threads))
    }
    const [first] = tables
    const runs = tables.find((table) => JSON.stringify(table) !== JSON.stringify(first)) ?? first
    return { runs, selfCheck: true, milliseconds: Date.now() - start }
  } catch (error) {
    return { error: `${error}\n${error?.stack ?? ''}` }
  }
}

/** A short run by `trainInWorker`, whose worker runs the packed onecycle/worker, against the same run on this thread. */
export async function workerCell(onecycle, worker) {
  const start = Date.now()
  try {
    const { createNetwork, dense, digits, oneCycle, sgd, train, trainInWorker } = onecycle
    const { training } = digits({ seed: 3, training: 100, test: 1 })
    const optimizer = ({ totalSteps }) => sgd(oneCycle({ totalSteps, peak: 0.1 }))
    const options = { epochs: 2, batchSize: 20, optimizer }
    const layers = [dense(20, 'relu'), dense(10)]
    const [here, there] = await Promise.all([1, 2].map(() => createNetwork({ inputs: 784, layers, seed: 1 })))
    await train(here, training, options)
    let steps = 0
    const run = trainInWorker(worker, there, training, { ...options, onStep: () => steps++ })
    const { stopped } = await run.history
    const agrees = stopped === 'completed' && steps === 10 && here.sha256() === there.sha256()
    return { agrees, milliseconds: Date.now() - start }
  } catch (error) {
    return { error: `${error}\n${error?.stack ?? ''}` }
  }
}

/**
 * More networks than a host gives memories: 2,000 at once, each with the bits of the plain-JS core, then 20,000 that are
 * disposed of and 10,000 that are dropped.
 */
export async function networksCell({ createNetwork, dense, loadEngine }) {
  const start = Date.now()
  try {
    const make = (seed, engine) =>
      createNetwork({ inputs: 16, layers: [dense(32, 'relu'), dense(10)], seed, ...(engine && { engine }) })
    const networks = []
    for (let seed = 0; seed < 2000; seed++) networks.push(await make(seed))
    const js = await loadEngine('js')
    let agrees = networks.every(({ engine }) => engine === 'wasm')
    for (const seed of [0, 1, 1000, 1999]) {
      agrees &&= networks[seed].sha256() === (await make(seed, js)).sha256()
    }
    for (let seed = 0; seed < 20_000; seed++) (await make(seed)).dispose()
    for (let seed = 0; seed < 10_000; seed++) await make(seed)
    agrees &&= networks[1].sha256() === (await make(1, js)).sha256()
    return { agrees, milliseconds: Date.now() - start }
  } catch (error) {
    return { error: `${error}\n${error?.stack ?? ''}` }
  }
}

/**
 * A host that cannot run the WebAssembly core says so by a code, and computes on the plain-JS core where it is told to.
 * @param load the `loadEngine` that must be refused
 */
export async function refusalCell(onecycle, code, load = onecycle.loadEngine) {
  const error = await load().then(
    () => new Error('the core was not refused'),
    (reason) => reason,
  )
  if (error.code !== code) return { error: `expected ${code}, got ${error.code}: ${error.message}` }
  const { name } = await onecycle.loadEngine('js')
  const { ok } = await onecycle.selfCheck('js')
  return { agrees: name === 'js' && ok }
}
