import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  adamw,
  createNetwork,
  dense,
  loadNetwork,
  oneCycle,
  plateau,
  spirals,
  Training,
  type TrainingPlan,
} from '../../src/entry/index.js'

/** Written by version 0.1.0 before its files carried a numeric version. */
const folder = join(import.meta.dirname, 'before')
const bytes = (name: string) => new Uint8Array(readFileSync(join(folder, name)))
const facts = JSON.parse(readFileSync(join(folder, 'facts.json'), 'utf8'))
const { training, test: held } = spirals({ seed: 1, training: 120, test: 60 })

test('a network file of version 0.1.0 is read, and gives the hash, the answers and the scale that were saved', async () => {
  const network = await loadNetwork(bytes('network.onecycle'))
  expect(network.sha256()).toBe(facts.sha256)
  expect(Array.from(network.predict([0.5, -0.25]))).toEqual(facts.predict)
  expect(network.evaluate(held).accuracy).toBe(facts.accuracy)
  expect(Array.from(network.standardization.mean)).toEqual(facts.standardization.mean)
})

test('a checkpoint of version 0.1.0 resumes to the bits of the run that was never stopped', async () => {
  const layers = [dense(7, 'tanh'), dense(5, 'leakyRelu'), dense(2)]
  const network = await createNetwork({ inputs: 2, layers, seed: 3 })
  const run = new Training(network, training, {
    epochs: 6,
    batchSize: 16,
    validation: held,
    earlyStopping: { patience: 4 },
    trigger: plateau({ initial: 1 }),
    optimizer: ({ totalSteps }: TrainingPlan) => adamw({ ...oneCycle({ totalSteps, peak: 0.03 }), weightDecay: 0.01 }),
    resume: bytes('checkpoint.onecycle'),
  })
  expect(run.step).toBe(24)
  for await (const _ of run) {
    // to the end
  }
  expect(run.history.loss).toEqual(facts.loss)
  expect(network.sha256()).toBe(facts.sha256)
})
