import { createNetwork, lenet } from 'onecycle'
import { expect, test } from 'vitest'
import { networkPresets, presetOf, usualProblem, withOutputs } from '../../../web/src/problem/networks.ts'
import { firstLab } from '../../../web/src/state/lab.ts'

const inputs = { spirals: 2, digits: [28, 28, 1], own: 2 }

async function parametersOf(layers: unknown, data: keyof typeof inputs): Promise<number> {
  const network = await createNetwork({ inputs: inputs[data], layers: layers as [] })
  return network.parameters().length
}

test('every network of the list is made, and known again', async () => {
  for (const preset of networkPresets) {
    const layers = withOutputs(preset, preset.data === 'digits' ? 10 : 2)
    expect(await parametersOf(layers, preset.data), preset.name).toBeGreaterThan(1000)
    expect(presetOf({ data: preset.data, layers })).toBe(preset)
  }
})

test('LeNet has as many parameters as the one of the library, and a network that was edited is none of the list', async () => {
  const preset = networkPresets.find(({ name }) => name === 'LeNet') as (typeof networkPresets)[number]
  expect(await parametersOf(withOutputs(preset, 10), 'digits')).toBe(await parametersOf(lenet(10), 'digits'))
  expect(presetOf({ data: 'spirals', layers: [{ kind: 'dense', outputs: 2 }] })).toBeUndefined()
})

test('the first experiment is the usual problem of its data', () => {
  expect(usualProblem('spirals', 1)).toEqual(firstLab.problem)
  expect(presetOf(usualProblem('digits', 2))?.name).toBe('128')
})
