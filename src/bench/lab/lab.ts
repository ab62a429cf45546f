/**
 * A lab: one engine, the tasks that are measured on it, and nothing else, so that no rival's types and calls reach the
 * code that a compiler specialises for this one.
 */
import type { Core, EngineName, Family } from '../../core/core.js'
import { createCore } from '../../core/engine/create-core.js'
import { kernelCases, kernelName } from '../kernels/cases.js'
import { kernelTask } from '../kernels/tasks.js'
import { openYardstick } from '../kernels/yardstick.js'
import { openLateSteps } from '../steps/late-steps.js'
import { networkTasks, openNetwork, taskOfNetwork } from '../steps/tasks.js'
import type { Task } from '../task.js'
import { type Sampling, takeSamples, type Warm, warmUp } from './sampler.js'
import type { Lab, LabSpec } from './spec.js'

type Start = (name: EngineName, family?: Family) => Promise<Core>

/** What takes longer, in ms, fills the caches by itself; what takes still longer is compiled by one check. */
const LONG = 20
const VERY_LONG = 200

/**
 * @param start starts the engine; the default is the package's own
 * @param clock in ms; the default is the runtime's own
 */
export async function openLab(spec: LabSpec, start: Start = createCore, clock?: () => number): Promise<Lab> {
  const now = clock ?? (() => performance.now())
  const make = await tasksOf(spec, start)
  const made = new Map<string, { task: Task; slow?: boolean; warm?: Warm }>()
  const get = (name: string) => {
    let found = made.get(name)
    if (found === undefined) made.set(name, (found = { task: make(name) }))
    return found
  }
  return {
    async check(name) {
      const found = get(name)
      const before = now()
      const words = found.task.check()
      found.slow = now() - before > VERY_LONG
      return words
    },
    async sample(name, { warmUpMilliseconds, ...given }) {
      const sampling: Sampling = clock === undefined ? given : { ...given, now: clock }
      const found = get(name)
      const { run } = found.task
      if (found.slow) {
        // the check has warmed it up, unless it is quick and the machine stalled
        const samples = takeSamples(name, run, 1, { ...sampling, milliseconds: 0 })
        if ((samples[0] as number) > 1000 * LONG) return samples
        found.slow = false
      }
      found.warm ??= warmUp(run, warmUpMilliseconds, now)
      const { calls, milliseconds } = found.warm
      // another task has had the caches since; where a sample is long they matter little
      if (milliseconds < LONG) run(calls)
      return takeSamples(name, run, calls, sampling)
    },
    async close() {
      made.clear()
    },
  }
}

async function tasksOf(spec: LabSpec, start: Start): Promise<(name: string) => Task> {
  if (spec.kind === 'yardstick') return openYardstick()
  if (spec.kind === 'networks') return openNetworks(spec, start)
  if (spec.kind === 'late steps') return openLateSteps(start, spec.engine, spec.seed, spec.updates)
  const core = await start(spec.engine)
  const cases = new Map(kernelCases().map((c) => [kernelName(c), c]))
  let top = core.start
  return (name) => {
    const { task, end } = kernelTask(core, top, spec.seed, cases.get(name) as NonNullable<ReturnType<typeof cases.get>>)
    top = end
    return task
  }
}

/** A core for each network: its arena grows with it. */
async function openNetworks(
  { engine, seed, networks }: Extract<LabSpec, { kind: 'networks' }>,
  start: Start,
): Promise<(name: string) => Task> {
  const makers = new Map<string, () => Task>()
  for (const network of networks) {
    const make = await openNetwork(await start(engine, network.name && 'layers'), network, seed)
    for (const task of networkTasks) makers.set(taskOfNetwork(network, task), () => make(task))
  }
  return (name) => (makers.get(name) as () => Task)()
}
