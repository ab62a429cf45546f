/** The networks that a reader chooses from: those of the race, and of the range test before it. */
import { type DataName, firstLab, type Problem } from '../state/lab.ts'

type Layers = Problem['layers']

/** A network without its last layer, which has an output for each class of the data. */
export interface NetworkPreset {
  readonly name: string
  /** the built-in data that it is offered for */
  readonly data: DataName
  readonly hidden: Layers
}

/** The first of each data is what its problem begins with. */
export const networkPresets: readonly NetworkPreset[] = [
  { name: '8 layers of 16, batch norm', data: 'spirals', hidden: firstLab.problem.layers.slice(0, -1) },
  { name: '8 layers of 16', data: 'spirals', hidden: perceptron(16, 16, 16, 16, 16, 16, 16, 16) },
  { name: '32-32', data: 'spirals', hidden: perceptron(32, 32) },
  { name: '128', data: 'digits', hidden: perceptron(128) },
  { name: '256-128', data: 'digits', hidden: perceptron(256, 128) },
  {
    name: 'LeNet',
    data: 'digits',
    hidden: [
      { kind: 'conv2d', filters: 20, kernelSize: 5 },
      { kind: 'maxPool2d', poolSize: 2 },
      { kind: 'conv2d', filters: 50, kernelSize: 5 },
      { kind: 'maxPool2d', poolSize: 2 },
      { kind: 'dense', outputs: 500, activation: 'relu', initialization: 'glorot' },
    ],
  },
]

/** The whole network, for so many classes. */
export function withOutputs({ hidden }: Pick<NetworkPreset, 'hidden'>, outputs: number): Layers {
  return [...hidden, { kind: 'dense', outputs }]
}

/** Which preset a network is; undefined for one that was edited. */
export function presetOf({ data, layers }: Pick<Problem, 'data' | 'layers'>): NetworkPreset | undefined {
  const hidden = JSON.stringify(layers.slice(0, -1))
  return networkPresets.find((preset) => preset.data === data && JSON.stringify(preset.hidden) === hidden)
}

const usual = {
  spirals: { batchSize: firstLab.problem.batchSize, epochs: firstLab.problem.epochs, outputs: 2 },
  digits: { batchSize: 128, epochs: 3, outputs: 10 },
} as const

/** What built-in data are trained with unless something else is asked for. */
export function usualProblem(data: keyof typeof usual, seed: number): Problem {
  const { outputs, ...lengths } = usual[data]
  const preset = networkPresets.find((one) => one.data === data) as NetworkPreset
  return { data, layers: withOutputs(preset, outputs), ...lengths, seed }
}

function perceptron(...units: number[]): Layers {
  return units.map((outputs) => ({ kind: 'dense', outputs, activation: 'relu' }))
}
