/**
 * Training steps in several versions of Node, by turns: what the compiler of each makes of the same core. Their bits are compared
 * first.
 */
import { message } from '../../check.js'
import type { Extent } from '../extent.js'
import type { ProcessLab } from '../lab/process-lab.js'
import type { LabSpec } from '../lab/spec.js'
import { median, summarize } from '../statistics.js'
import { type NetworkSpec, networks } from '../steps/networks.js'
import { stepTitle } from '../steps/steps.js'
import { taskOfNetwork } from '../steps/tasks.js'
import { stepFlops } from '../steps/work.js'
import { type InstalledNode, majorOf } from './installed.js'

/** The major version that the others are compared with. */
const BASE = '20'

/** Rounds for each of those of other measurements: what is told here are a few hundredths. */
const MORE = 3

export interface NodeStep {
  readonly version: string
  /** of a step: median, and first and third quartile */
  readonly microseconds: number
  readonly low: number
  readonly high: number
  /** over the step of `against`: median of the rounds, so that what the machine does meanwhile meets both */
  readonly ratio: number
}

export interface NodesResult {
  readonly nodes: readonly InstalledNode[]
  /** the version that the others are compared with: 20, or the oldest */
  readonly against: string
  readonly steps: readonly (Pick<NetworkSpec, 'name' | 'layers' | 'batch'> & { readonly nodes: readonly NodeStep[] })[]
}

/** The networks whose steps an extent measures, and a pattern asks for. */
export function networksOf({ steps }: Extent, only?: RegExp): NetworkSpec[] {
  return networks.filter((spec) => stepFlops(spec) <= steps.mostFlops && (only?.test(stepTitle(spec)) ?? true))
}

/**
 * @param nodes the newest first
 * @param open  a lab in a process of that Node
 * @throws Error where a Node gives other bits than the first
 */
export async function measureNodes(
  nodes: readonly InstalledNode[],
  specs: readonly NetworkSpec[],
  { sampling, rounds, budget }: Extent['steps'],
  seed: number,
  open: (node: InstalledNode, spec: LabSpec) => ProcessLab,
  tell: (what: string) => void,
): Promise<NodesResult> {
  const base = nodes.find((node) => majorOf(node) === BASE) ?? (nodes[nodes.length - 1] as InstalledNode)
  const steps = []
  for (const spec of specs) {
    const task = taskOfNetwork(spec, 'step')
    const labs = nodes.map((node) => open(node, { kind: 'networks', engine: 'wasm', seed, networks: [spec] }))
    try {
      tell(`comparing bits: ${stepTitle(spec)}`)
      const bits: string[] = []
      for (const lab of labs) bits.push(await lab.check(task))
      checkSame(stepTitle(spec), nodes, bits)
      const samples = nodes.map((): number[] => [])
      const medians = nodes.map((): number[] => [])
      const begin = performance.now()
      for (let round = 0; round < MORE * rounds; round++) {
        if (round > 0 && performance.now() - begin > budget) break
        tell(`round ${round + 1} of ${MORE * rounds}: ${stepTitle(spec)}`)
        // nobody always comes after the same one
        for (let turn = 0; turn < nodes.length; turn++) {
          const index = (turn + round) % nodes.length
          const taken = await (labs[index] as ProcessLab).sample(task, sampling)
          samples[index]?.push(...taken)
          medians[index]?.push(median(taken))
        }
      }
      const compared = medians[nodes.indexOf(base)] as number[]
      const measured = nodes.map(({ version }, index) => {
        const { median: microseconds, low, high } = summarize(samples[index] as number[])
        const ratios = (medians[index] as number[]).map((taken, round) => taken / (compared[round] as number))
        return { version, microseconds, low, high, ratio: median(ratios) }
      })
      const { name, layers, batch } = spec
      steps.push({ ...(name && { name }), layers, batch, nodes: measured })
    } finally {
      for (const lab of labs) await lab.close()
    }
  }
  return { nodes, against: base.version, steps }
}

function checkSame(title: string, nodes: readonly InstalledNode[], bits: readonly string[]): void {
  const other = bits.findIndex((found) => found !== bits[0])
  if (other < 0) return
  const [first, wrong] = [nodes[0], nodes[other]] as [InstalledNode, InstalledNode]
  const got = `${bits[other]} from ${wrong.version}`
  throw new Error(message('bench', title, `the bits of Node ${first.version}, ${bits[0]}`, got))
}
