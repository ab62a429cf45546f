import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { Place } from '../../../src/cli/files/place.js'
import { CheckpointFile } from '../../../src/cli/train/checkpoint-file.js'
import { createNetwork, dense, type Training } from '../../../src/entry/index.js'
import { temporaryFolder } from '../onecycle.js'

const network = await createNetwork({ inputs: 1, layers: [dense(1)], loss: 'meanSquaredError' })

/** A run, as far as its checkpoints go. */
const at = (step: number, rest: object = {}) =>
  ({
    step,
    network,
    stopped: null,
    history: { loss: [] },
    checkpoint: () => Uint8Array.of(step),
    ...rest,
  }) as unknown as Training

test('a run that diverged leaves its last good checkpoint, and none with weights that are not finite', async () => {
  const path = join(temporaryFolder(), 'run.ckpt')
  const place = new Place('train', 'checkpoint', path)
  const file = new CheckpointFile(
    place,
    { every: { count: 1, unit: 'updates' } },
    { update: () => {}, clear: () => {} },
  )
  const broken = await createNetwork({ inputs: 1, layers: [dense(1)], loss: 'meanSquaredError' })
  broken.setParameters(Float32Array.of(Number.NaN, 0))
  const held = () => [...readFileSync(path)]
  file.paused(at(1, { history: { loss: [2] } }))
  file.paused(at(2, { history: { loss: [2, 1] } }))
  expect(held()).toEqual([2])
  // a loss on its way to infinity
  file.paused(at(3, { history: { loss: [2, 1, 1e9] } }))
  expect(held()).toEqual([3])
  file.paused(at(4, { network: broken }))
  expect(held()).toEqual([3])
  const diverged = at(4, { network: broken, stopped: 'diverged' })
  file.paused(diverged)
  expect(await file.runEnded(diverged)).toBeUndefined()
  expect([held(), file.lastGood]).toEqual([[2], { file: path, step: 2 }])
})

test('a checkpoint that fails does not end the run: it is told once, the next is tried, the last is elsewhere', async () => {
  const folder = join(temporaryFolder(), 'runs')
  mkdirSync(folder)
  const now = vi.spyOn(performance, 'now')
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const place = new Place('train', 'checkpoint', join(folder, 'run.ckpt'))
  const file = new CheckpointFile(place, {}, { update: () => {}, clear: () => {} })
  const epoch = (step: number) => {
    now.mockReturnValue(1000 * step)
    file.epochEnded(at(step))
  }
  epoch(1)
  rmSync(folder, { recursive: true })
  epoch(2)
  epoch(3)
  expect(told.mock.calls).toEqual([[expect.stringMatching(/run\.ckpt: no such .*; the run goes on/)]])
  const lost = await file.runEnded(at(4))
  expect([...readFileSync(lost?.rescued as string)]).toEqual([4])
  mkdirSync(folder)
  epoch(5)
  expect(await file.runEnded(at(5))).toBeUndefined()
  expect([...readFileSync(join(folder, 'run.ckpt'))]).toEqual([5])
  told.mockRestore()
  now.mockRestore()
})

test('--every counts updates, or seconds, from one checkpoint to the next, and the ends of epochs no more', () => {
  const now = vi.spyOn(performance, 'now')
  for (const [unit, expected] of [
    ['updates', [5, 10, 16]],
    ['seconds', [9, 16]],
  ] as const) {
    now.mockReturnValue(0)
    const written: number[] = []
    const place = { path: 'a', replace: ([step]: Uint8Array) => written.push(step as number) } as unknown as Place
    const file = new CheckpointFile(place, { every: { count: 5, unit } }, { update: () => {}, clear: () => {} })
    for (const step of [2, 5, 9, 10, 16, 20]) {
      now.mockReturnValue(step === 5 ? 4999 : 1000 * step)
      file.paused(at(step))
      file.epochEnded(at(step))
    }
    expect(written).toEqual(expected)
  }
  now.mockRestore()
})
