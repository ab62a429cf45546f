/**
 * SIGKILL at moments that nobody chose, in a run that hardly does anything but write checkpoints: the run that goes on from
 * the last one has the bits of a run that was never killed, and nothing is left of what was being written.
 */
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { start } from '../cli/start.mjs'
import { idxFolder } from './idx-folder.mjs'
import { inFolder, json, often } from './runs.mjs'

const KILLS = 100
const CHECKPOINTED = ['--checkpoint', 'run.ckpt', '--every', '1']

/** An epoch is a batch or two, and after each there is a checkpoint. */
const dense = () => ['train', '--data', 'spirals', '--hidden', '16', '--batch-size', '500', '--epochs', '120']

function images(folder) {
  const layers = [
    { kind: 'conv2d', filters: 4, kernelSize: 3 },
    { kind: 'batchNorm' },
    { kind: 'activation', activation: 'relu' },
    { kind: 'maxPool2d', poolSize: 2 },
    { kind: 'dropout', rate: 0.2 },
    { kind: 'dense', outputs: 3 },
  ]
  const network = join(folder, 'network.json')
  writeFileSync(network, JSON.stringify({ inputs: [8, 8, 1], layers }))
  return ['train', '--data', idxFolder(folder), '--network', network, '--batch-size', '30', '--epochs', '120']
}

export async function* attack() {
  for (const [name, argsIn] of Object.entries({ dense, 'convolutions, batch norm, dropout': images })) {
    yield await inFolder((folder) => killed(name, argsIn(folder), folder))
  }
}

async function killed(name, args, folder) {
  const undisturbed = await json(args, folder)
  const wrong = []
  let inside = 0
  let equal = 0
  const longest = await lengthOf(args)
  await often(KILLS, async () => {
    await inFolder(async (cwd) => {
      inside += await kill(args, cwd, longest)
      const resumed = await json([...args, ...CHECKPOINTED, '--resume', 'run.ckpt'], cwd)
      const left = readdirSync(cwd).filter((file) => file !== 'run.ckpt')
      if (left.length > 0) wrong.push(`left: ${left.join(', ')}`)
      if (same(resumed) === same(undisturbed)) equal++
      else wrong.push(`${same(resumed)} in place of ${same(undisturbed)}`)
    })
  })
  return {
    asked: `${KILLS} kills of a run (${name}), each resumed to the same bits`,
    seen: `${equal} of ${KILLS}, ${inside} of them inside the writing of a checkpoint`,
    wrong,
  }
}

const same = ({ steps, finalLoss, testAccuracy, weightsSha256 }) =>
  `${steps} ${finalLoss} ${testAccuracy} ${weightsSha256}`

/** Milliseconds from the first checkpoint to the end. */
function lengthOf(args) {
  return inFolder(async (cwd) => {
    const { result } = start([...args, ...CHECKPOINTED], { cwd })
    await firstCheckpoint(cwd)
    const begin = performance.now()
    await result
    return performance.now() - begin
  })
}

async function firstCheckpoint(cwd) {
  const path = join(cwd, 'run.ckpt')
  for (let i = 0; !existsSync(path); i++) {
    if (i > 60_000) throw new Error('no checkpoint within a minute')
    await sleep(1)
  }
}

/** Kills a run before its end. @returns 1 if it was writing a checkpoint, else 0 */
async function kill(args, cwd, longest) {
  for (;;) {
    const { child, result } = start([...args, ...CHECKPOINTED], { cwd })
    await firstCheckpoint(cwd)
    await sleep(Math.random() * longest)
    child.kill('SIGKILL')
    if ((await result).signal === 'SIGKILL') return readdirSync(cwd).some((file) => file.endsWith('.tmp')) ? 1 : 0
  }
}
