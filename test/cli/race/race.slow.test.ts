import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { documentIn, withFolderGone } from '../files/folder-gone.js'
import { onecycle, start, temporaryFolder } from '../onecycle.js'

test('the main job finds a peak, trains with it, races, and writes a report that holds the printed document', async () => {
  const cwd = temporaryFolder()
  const { code, stdout, stderr } = await onecycle(['--json', '--seed', '2'], { cwd })
  expect(code).toBe(0)
  // where stderr is no terminal, a line a minute tells where a long study is
  for (const line of stderr.split('\n')) expect(line).toMatch(/^$|^(tuning|refining|scoring) +\d+\/\d+ trials/)
  const document = JSON.parse(stdout)
  expect(document).toMatchObject({
    command: 'race',
    seed: 2,
    engine: { name: 'wasm', runtime: 'node' },
    dataset: { name: 'digits', training: 10000, test: 2000, inputs: 784, classes: 10 },
    network: { layers: [784, 128, 10], parameters: 101770 },
    rangeTest: { reliable: true, seeds: 3 },
    training: { epochs: 5, stopped: 'completed' },
  })
  const { rangeTest, training, study } = document
  expect(training.peak).toBe(rangeTest.suggested.peak)
  expect(Math.max(...training.learningRate)).toBeCloseTo(training.peak, 3)
  expect(training.epochRecords.at(-1).validationAccuracy).toBeGreaterThan(0.95)
  expect(study.plan.schedules).toEqual(['one-cycle', 'constant', 'linear', 'linear-with-ramp'])
  expect(study.targets.map(({ target }: { target: number }) => target)).toEqual([0.95, 0.97])
  const { deep } = document
  expect(deep.plan.layers).toHaveLength(16 * 3 + 1)
  const { schedules } = deep.targets.at(-1)
  const linear = schedules.find(({ schedule }: { schedule: string }) => schedule === 'linear').speedUp
  // where the study above says "no sooner than linear decay", this one says "much sooner"
  expect(linear.low).toBeGreaterThan(1.2)
  const report = readFileSync(join(cwd, 'onecycle-report.html'), 'utf8')
  expect(documentIn(report)).toEqual(document)
  expect(report).toContain('Range test')
  expect(report).toContain('16 x (dense 64, batchNorm, activation), dense 10')
})

test('Ctrl-C ends the main job with exit code 130 and leaves no report behind', async () => {
  const cwd = temporaryFolder()
  const { child, result } = start(['--seed', '3'], { cwd })
  // the first words are printed once Ctrl-C is listened for
  child.stdout?.once('data', () => setTimeout(() => child.kill('SIGINT'), 300))
  const { code, stderr } = await result
  expect([code, stderr]).toEqual([130, 'interrupted; nothing was written\n'])
  expect(existsSync(join(cwd, 'onecycle-report.html'))).toBe(false)
})

test('where the folder of the report goes away amid the main job, it is elsewhere, whole, and the answer is printed', async () => {
  const { code, stdout, stderr, files } = await withFolderGone(['--json', '--seed', '2'], ['--out'])
  expect(code, stderr).toBe(1)
  expect(documentIn(readFileSync(files.get('--out') as string, 'utf8'))).toEqual(JSON.parse(stdout))
})
