/**
 * What is measured on any host: for each network the training step and the forward passes of all rivals.
 *
 * Before the clock starts, every library must report our losses for the updates of the first epoch (three of them where there
 * are convolutions), to a thousandth; at the end its loss must have fallen. A step ends when its loss has been read.
 */
import { createProblem, isConvolution, networkName } from './problem.mjs'
import { checkTrained, firstLosses } from './same-step.mjs'
import { median, takeTurns } from './turns.mjs'

/** Rows of the forward passes. */
const ROWS = [1, 256]

/** Calls of a warm-up: after so many updates ours with 'auto' has timed its threads. */
const WARM = 100
const WHOLE = { rounds: 7, turn: 60, warmUp: { calls: WARM, milliseconds: 2000 }, patience: 10_000 }
const QUICK = { rounds: 3, turn: 20, warmUp: { calls: WARM, milliseconds: 500 }, patience: 2000 }

/**
 * @param rivals    [{ name, create }], ours first: the others are compared with it. `create(problem)` gives undefined where it
 *   has nothing to show, or
 *     step()         makes an update and gives its loss, as all that follows at once or as a promise; may be missing, and then
 *     cannot         says why
 *     forward(rows)  gives what makes a forward pass
 *     settle()       waits for what steps have left in a queue; may be missing
 *     threads()      how many it uses; without it one
 *     end()          gives its memory and threads back; may be missing
 * @param networks  of problem.mjs
 * @param quick     fewer rounds
 * @param tell      is told what is being done
 */
export async function measure({ rivals, networks, quick, tell }) {
  const pace = quick ? QUICK : WHOLE
  const results = []
  /** Steps that a library refuses, in its own words. */
  const refusals = []
  for (const spec of networks) {
    const name = networkName(spec)
    tell(`${name}: the same losses`)
    const problem = await createProblem(spec)
    const entries = []
    for (const rival of rivals) {
      const made = await rival.create(problem)
      if (made) entries.push({ name: rival.name, ...made })
    }
    const able = entries.filter(({ step }) => step)
    const first = await firstLosses(name, able, problem.weights.some(isConvolution) ? 3 : problem.batches.length)
    for (const { name: library, cannot } of entries) if (cannot) refusals.push({ network: name, library, cannot })
    const add = (task, batch, rivals, turns) => {
      const microseconds = turns.map(({ samples }) => median(samples))
      const network = spec.name ?? spec.layers.join('-')
      rivals.forEach(({ name: library, threads }, i) => {
        const overOurs = microseconds[i] / microseconds[0]
        results.push({ network, task, batch, library, threads: threads?.() ?? 1, microseconds: microseconds[i], overOurs })
      })
    }

    tell(`${name}: training steps`)
    const steps = await takeTurns(able.map(({ step, settle }) => ({ run: step, settle })), pace)
    able.forEach((entry, i) => checkTrained(name, entry.name, first[i], steps[i].last))
    add('step', spec.batch, able, steps)
    for (const count of ROWS) {
      tell(`${name}: forward, ${count} rows`)
      const fit = Math.min(count, problem.dataset.count)
      add('forward', fit, entries, await takeTurns(entries.map(({ forward }) => ({ run: forward(fit) })), pace))
    }
    for (const { end } of entries) end?.()
  }
  return { rounds: pace.rounds, results, refusals }
}
