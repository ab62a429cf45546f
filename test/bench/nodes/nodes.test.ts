import { expect, test } from 'vitest'
import { full, quick } from '../../../src/bench/extent.js'
import type { ProcessLab } from '../../../src/bench/lab/process-lab.js'
import type { InstalledNode } from '../../../src/bench/nodes/installed.js'
import { measureNodes, networksOf } from '../../../src/bench/nodes/nodes.js'
import { nodesText } from '../../../src/bench/nodes/text.js'

const nodes = ['26.1.0', '20.19.0', '18.0.0'].map((version) => ({ version, program: version }))
const pace = { ...full.steps, rounds: 1 }
const specs = networksOf(full, /^step 2-16/)

/** Labs whose step takes as many microseconds as the major version, and the order in which they are asked. */
function labs(bits: (node: InstalledNode) => string = () => 'same') {
  const asked: string[] = []
  const open: string[] = []
  return {
    asked,
    open,
    opener(node: InstalledNode): ProcessLab {
      open.push(node.version)
      return {
        check: async () => bits(node),
        async sample() {
          asked.push(node.version)
          return [Number.parseInt(node.version, 10)]
        },
        async close() {
          open.splice(open.indexOf(node.version), 1)
        },
      }
    },
  }
}

test('steps are measured by turns, none always after the same, and set against Node 20', async () => {
  const { asked, open, opener } = labs()
  const result = await measureNodes(nodes, specs, pace, 1, opener, () => {})
  expect(result.against).toBe('20.19.0')
  const [step] = result.steps
  expect(step).toMatchObject({ layers: [2, 16, 16, 2], batch: 32 })
  expect(step?.nodes.map(({ microseconds, ratio }) => [microseconds, ratio])).toEqual([
    [26, 1.3],
    [20, 1],
    [18, 0.9],
  ])
  const [a, b, c] = nodes.map(({ version }) => version)
  expect(asked).toEqual([a, b, c, b, c, a, c, a, b])
  expect(open).toEqual([])
  expect(nodesText(result)).toEqual([
    'training step in each Node, by turns: medians, and the middle of the ratios of all rounds to Node 20.19.0:',
    'network (batch)    Node 26.1.0   Node 20.19.0    Node 18.0.0',
    '2-16-16-2 (32)   26.0 us 1.30x  20.0 us 1.00x  18.0 us 0.90x',
  ])
})

test('without Node 20 the oldest is what the others are set against', async () => {
  const result = await measureNodes([nodes[0]!, nodes[2]!], specs, pace, 1, labs().opener, () => {})
  expect(result.against).toBe('18.0.0')
})

test('a Node with other bits is an error that names it, and every lab is closed', async () => {
  const { open, opener } = labs(({ version }) => (version === '18.0.0' ? 'wrong' : 'right'))
  await expect(measureNodes(nodes, specs, pace, 1, opener, () => {})).rejects.toThrow(
    'expected the bits of Node 26.1.0, right, got wrong from 18.0.0',
  )
  expect(open).toEqual([])
})

test('a pattern picks steps, and a quick run leaves out what does more flops than its bound', () => {
  expect(networksOf(full, /step 784-/).map(({ layers }) => layers.join('-'))).toEqual([
    '784-128-10',
    '784-256-128-10',
    '784-1024-1024-10',
  ])
  expect(networksOf(full, /resnet/)).toHaveLength(1)
  expect(networksOf(quick, /resnet/)).toEqual([])
  expect(networksOf(full, /kernel/)).toEqual([])
})
