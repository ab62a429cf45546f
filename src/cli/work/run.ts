/** `onecycle work`: takes trials from a queue until it is interrupted. */
import { message, show } from '../../check.js'
import type { LoadedEngine } from '../../entry/index.js'
import type { Job } from '../../fleet/index.js'
import { dataIdentity, prepareTrialData } from '../../measure/study/data.js'
import { canonicalJson, trialKey } from '../../measure/study/journal.js'
import type { TrialConfig, TrialRecord } from '../../measure/study/trial.js'
import { openTrialPool, type TrialPool } from '../compare/trials/ground.js'
import { trialText } from '../compare/words.js'
import { hashOfData } from '../fleet/data.js'
import { loadFleet } from '../fleet/package.js'
import { loadEngine } from '../shared/engine.js'
import { listenForInterrupt } from '../shared/interrupt.js'
import { tell } from '../shared/output.js'
import { KeptData } from './kept-data.js'

export const where = 'work'

export interface WorkOptions {
  queue: string
  workers: number
  name: string
  lease: number
  engine: string
}

export async function runWork({ queue, workers, name, lease, engine }: WorkOptions): Promise<void> {
  const { work } = await loadFleet(where)
  const pools = new Pools(await loadEngine(where, engine), workers)
  const interrupt = listenForInterrupt()
  interrupt.signal.addEventListener('abort', () => void pools.close())
  try {
    tell(`${name}: ${workers} trials at a time, until interrupted`)
    await work({
      where,
      url: queue,
      machine: name,
      threads: workers,
      lease,
      signal: interrupt.signal,
      hashOfData,
      checkJob,
      run: ({ data: hash, trial }, data) => pools.run(hash, trial as TrialConfig, data),
      // a trial that cannot be run is refused by the library, in the same words everywhere
      isOwn: (error) => !(error instanceof TypeError || error instanceof RangeError),
      onDone: ({ id, trial }, record) => tell(lineOf(id, trial as TrialConfig, record as TrialRecord)),
    })
    process.exitCode = interrupt.exitCode
  } finally {
    interrupt.release()
    await pools.close()
  }
}

function checkJob({ id, trial }: Job): void {
  const key = trialKey(trial as TrialConfig)
  if (key === id) return
  const next = 'the machine that asks has a release with other numbers: use the same one'
  throw new Error(message(where, 'trial', `one that is called ${key.slice(0, 12)} here`, id.slice(0, 12), next))
}

interface Ground {
  readonly pool: Promise<TrialPool>
  trials: number
}

/** Threads for each data that trials are under way on; the last ones stay for the next trial. */
class Pools {
  readonly #engine: LoadedEngine
  readonly #threads: number
  readonly #grounds = new Map<string, Ground>()
  readonly #data = new KeptData()

  constructor(engine: LoadedEngine, threads: number) {
    this.#engine = engine
    this.#threads = threads
  }

  async run(hash: string, config: TrialConfig, data: () => Promise<Uint8Array>): Promise<TrialRecord> {
    const name = `${hash} ${canonicalJson(config.split)}`
    let ground = this.#grounds.get(name)
    if (ground === undefined) {
      ground = { pool: this.#open(hash, config, data), trials: 0 }
      this.#closeIdle()
      this.#grounds.set(name, ground)
      // what failed is tried again by the next trial
      ground.pool.catch(() => this.#grounds.delete(name))
    }
    ground.trials++
    try {
      return await (await ground.pool).run({ config })
    } finally {
      ground.trials--
    }
  }

  async #open(hash: string, config: TrialConfig, data: () => Promise<Uint8Array>): Promise<TrialPool> {
    const { training, test } = await this.#data.get(hash, data)
    for (const [part, dataset] of [['training', training] as const, ['test', test] as const]) {
      const own = dataIdentity(where, part, dataset)
      if (canonicalJson(own) === canonicalJson(config[part])) continue
      throw new Error(message(where, part, `the data that the trial names, ${config[part].name}`, show(own.name)))
    }
    return openTrialPool(where, prepareTrialData(training, test, config.split), this.#engine.module, this.#threads)
  }

  #closeIdle(): void {
    for (const [name, { pool, trials }] of this.#grounds) {
      if (trials > 0) continue
      this.#grounds.delete(name)
      pool.then((idle) => idle.close()).catch(() => {})
    }
  }

  async close(): Promise<void> {
    const pools = await Promise.allSettled([...this.#grounds.values()].map(({ pool }) => pool))
    await Promise.all(pools.map((pool) => (pool.status === 'fulfilled' ? pool.value.close() : undefined)))
  }
}

function lineOf(id: string, config: TrialConfig, { seconds }: TrialRecord): string {
  return `${id.slice(0, 12)}  ${trialText(config)}  ${(seconds.at(-1) ?? 0).toFixed(1)} s`
}
