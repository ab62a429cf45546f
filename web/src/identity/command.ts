/** The command that trains a lane again, in Node, to the same weights. */
import type { Lane, Problem } from '../state/lab.ts'

export interface NamedFile {
  readonly name: string
  readonly text: string
}

export interface LaneCommand {
  readonly text: string
  /** the files that the command names, to be put beside where it runs */
  readonly files: readonly NamedFile[]
}

type Layers = Problem['layers']

/** @param own what stands after --data for the reader's own; null for the built-in data of the problem */
export function commandOf(
  { method, rate, dialect }: Pick<Lane, 'method' | 'rate' | 'dialect'>,
  problem: Problem,
  own: string | null = null,
): LaneCommand {
  const files: NamedFile[] = []
  const file = (name: string, value: unknown): string => {
    files.push({ name, text: `${JSON.stringify(value, null, 2)}\n` })
    return name
  }
  const network = hiddenOptions(problem.layers) ?? ['--network', file('network.json', { layers: problem.layers })]
  const words = [
    'npx onecycle-cli train',
    `--data ${own ?? problem.data}`,
    ...network,
    ...['--batch-size', problem.batchSize, '--epochs', problem.epochs, '--seed', problem.seed],
    ...['--method', typeof method === 'string' ? method : file('method.json', method)],
    ...(dialect === undefined ? [] : ['--dialect', dialect]),
    ...['--peak', rate],
  ]
  return { text: words.join(' '), files }
}

/** --hidden and --activation, where they can say what the network is. */
function hiddenOptions(layers: Layers): readonly string[] | null {
  const hidden = layers.slice(0, -1)
  const activation = hidden[0]?.activation ?? 'relu'
  const simple =
    isDense(layers.at(-1), ['kind', 'outputs']) &&
    hidden.every((layer) => isDense(layer, ['activation', 'kind', 'outputs']) && layer.activation === activation)
  if (!simple) return null
  const units = hidden.length === 0 ? 'none' : hidden.map(({ outputs }) => outputs).join(',')
  return ['--hidden', units, ...(activation === 'relu' ? [] : ['--activation', `${activation}`])]
}

/** Whether a layer is dense and says just this. */
function isDense(layer: Layers[number] | undefined, says: readonly string[]): boolean {
  return layer?.kind === 'dense' && Object.keys(layer).sort().join() === says.join()
}
