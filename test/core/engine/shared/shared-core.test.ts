import { afterEach, expect, test, vi } from 'vitest'
import type { Core } from '../../../../src/core/core.js'
import { createNetwork, dense, type Layer, type Loss, loadEngine, residual } from '../../../../src/entry/index.js'
import { arenaOf, type Network } from '../../../../src/network/network.js'

afterEach(() => {
  vi.unstubAllGlobals()
})

const MiB = 2 ** 20
const make = (seed = 1) => createNetwork({ inputs: 16, layers: [dense(32, 'relu'), dense(10)], seed })
const coreOf = (network: Network) => arenaOf(network).core
const memoryOf = (network: Network) => coreOf(network).u8.buffer

/** A host that gives so many more memories. */
function memories(more: number) {
  const { Memory } = WebAssembly
  class Counted extends Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      if (more-- <= 0) throw new RangeError('WebAssembly.Memory(): could not allocate memory')
      super(descriptor)
    }
  }
  vi.stubGlobal('WebAssembly', { ...WebAssembly, ...names(), Memory: Counted })
}

/** What stands in WebAssembly, none of which an object spread sees. */
const names = () =>
  Object.fromEntries(
    Object.getOwnPropertyNames(WebAssembly).map((name) => [name, WebAssembly[name as keyof typeof WebAssembly]]),
  )

/** The core as one that networks share, and two of them. */
async function two(): Promise<[Core, Core]> {
  await make()
  const [first, second] = [coreOf(await make()), coreOf(await make())]
  expect(first.u8.buffer).toBe(second.u8.buffer)
  return [first, second]
}

test('what a core asks for beyond its place moves with it, the rest is zero, and its old place is given again', async () => {
  const [first, second] = await two()
  const [start, neighbour] = [first.start, second.u8.slice(second.start, second.start + 4096)]
  const bytes = first.u8.slice(start, start + 4096)
  first.grow(start + MiB / 8)
  expect(first.start).not.toBe(start)
  expect(first.u8.slice(first.start, first.start + 4096)).toEqual(bytes)
  expect(first.u8.slice(first.start + 2 ** 16, first.start + MiB / 8).every((byte) => byte === 0)).toBe(true)
  expect(second.u8.slice(second.start, second.start + 4096)).toEqual(neighbour)
  expect(coreOf(await make()).start).toBe(start)
})

test('memory that is given back is zero for the next one, and giving it back twice takes nothing from that', async () => {
  const lost = await make(2)
  const core = coreOf(lost)
  const { start } = core
  lost.dispose()
  core.dispose?.()
  const next = await make(3)
  expect(coreOf(next).start).toBe(start)
  const before = next.sha256()
  core.dispose?.()
  expect(next.sha256()).toBe(before)
})

test('1,500 networks lie in memories of 4 MiB each, and one of 300 kB in a memory alone', async () => {
  const networks: Network[] = []
  for (let seed = 0; seed < 1500; seed++) networks.push(await make(seed))
  const counts = new Map<ArrayBufferLike, number>()
  for (const network of networks) counts.set(memoryOf(network), (counts.get(memoryOf(network)) ?? 0) + 1)
  expect(counts.size).toBeLessThanOrEqual(8)
  for (const network of networks) expect(coreOf(network).start).toBeLessThan(4 * MiB)
  const large = networks[3] as Network
  const before = large.sha256()
  coreOf(large).grow(coreOf(large).start + 300_000)
  expect(counts.has(memoryOf(large))).toBe(false)
  expect(coreOf(large).u8.length).toBeLessThan(MiB / 2)
  arenaOf(large).reserve(1000)
  expect(large.sha256()).toBe(before)
})

test('where the host gives no more memories, the one there is grows beyond its bound: 300 networks of 40 kB each', async () => {
  await two()
  memories(0)
  const networks = await Promise.all(Array.from({ length: 300 }, (_, seed) => make(seed)))
  for (const network of networks) network.predict(new Float32Array(16 * 100))
  expect(new Set(networks.map(memoryOf)).size).toBe(1)
  expect(memoryOf(networks[0] as Network).byteLength).toBeGreaterThan(4 * MiB)
  vi.unstubAllGlobals()
  expect(networks[299]?.sha256()).toBe((await make(299)).sha256())
})

test('a host without memory for the first network is E_NO_MEMORY with two ways on, and "fallback" takes the plain-JS core', async () => {
  const alone = () => loadEngine(undefined, { selfCheck: 'skip', fallback: 'js' })
  const plan = { inputs: 16, layers: [dense(32, 'relu'), dense(10)], seed: 1 }
  const [engine, spare] = [await loadEngine(), await alone()]
  memories(0)
  const own = { ...plan, loss: quiet }
  await expect(createNetwork({ ...own, engine })).rejects.toMatchObject({
    code: 'E_NO_MEMORY',
    message: expect.stringMatching(/^createNetwork: "engine" expected .* memory.*; dispose\(\) of .*plain-JS engine/),
  })
  expect((await createNetwork({ ...own, engine: spare })).engine).toBe('js')
  expect((await alone()).name).toBe('js')
})

/** A loss of a caller's own, so that its network has a memory alone. */
const quiet: Loss = {
  name: 'quiet',
  takes: 'targets',
  logits: false,
  threshold: null,
  terms: (rows, outputs) => rows * outputs,
  gradient: () => 0,
  answer() {},
  constant: () => 0,
}

/** A layer of a caller's own that changes nothing. */
const same: Layer = {
  description: { kind: 'same' },
  bind: (input) => ({
    output: input,
    tensors: [],
    kept: 0,
    workspace: () => 0,
    forward: ({ core, x, y }, rows) => core.f32.copyWithin(y / 4, x / 4, x / 4 + rows * 10),
    backward: ({ core, dx, dy }, rows) => core.f32.copyWithin(dx / 4, dy / 4, dy / 4 + rows * 10),
  }),
}

test('a network with a layer or a loss of its own, within another layer too, has a memory alone', async () => {
  await two()
  const of = (layers: Layer[], loss?: Loss) => createNetwork({ inputs: 10, layers, seed: 1, ...(loss && { loss }) })
  const networks = [
    await of([dense(10), same]),
    await of([residual([same]), dense(10)]),
    await of([dense(10)], quiet),
    await make(),
  ]
  expect(new Set(networks.map(memoryOf)).size).toBe(4)
})
