import { afterEach, expect, test } from 'vitest'
import type { Lab } from '../../../src/bench/lab/spec.js'
import { openWorkerLab } from '../../../src/bench/lab/worker-lab.js'
import { temporaryModule } from '../../helpers.js'

/** A script that speaks the worker's part. */
function script(body: string): URL {
  const data = `import { workerData } from 'node:worker_threads'\nconst [, spec] = workerData\n`
  return temporaryModule(`${data}export default ({ method, task, sampling }) => { ${body} }`)
}

const spec = { kind: 'yardstick', seed: 7 } as const
const sampling = { milliseconds: 1, warmUpMilliseconds: 2 }

let lab: Lab | undefined
afterEach(() => lab?.close())

test('requests and answers cross the thread', async () => {
  lab = await openWorkerLab(
    script(`return method === 'check'
      ? Uint32Array.of(spec.seed, task.length) : [sampling.milliseconds, sampling.warmUpMilliseconds]`),
    spec,
  )
  expect(await lab.check('four')).toEqual(Uint32Array.of(7, 4))
  expect(await lab.sample('four', sampling)).toEqual([1, 2])
})

test('an error in the lab is an error here, with its words', async () => {
  lab = await openWorkerLab(script(`throw new Error('bench: "t" expected a clock')`), spec)
  await expect(lab.sample('t', sampling)).rejects.toThrow('bench: "t" expected a clock')
  await expect(lab.check('t')).rejects.toThrow('bench: "t" expected a clock')
})

test('a worker that ends is an error, before the first request and while one waits', async () => {
  lab = await openWorkerLab(script('process.exit(3)'), spec)
  await expect(lab.check('t')).rejects.toThrow(/^bench: "worker" .* 3$/)
  const gone = await openWorkerLab(script(''), spec)
  await gone.close()
  await expect(gone.check('t')).rejects.toThrow('bench: "worker"')
})
