import { expect, test } from 'vitest'
import type { Core } from '../../../src/core/core.js'
import { fill } from '../../../src/core/engine/arithmetic.js'
import { createCore } from '../../../src/core/engine/create-core.js'
import type { LoadedEngine } from '../../../src/core/engine/loaded.js'
import { createJsCore } from '../../../src/core/js/core.js'
import { layersOver } from '../../../src/core/js/layers/twin.js'
import { images as part } from '../../../src/core/layers/images.js'
import type { LayerKernels } from '../../../src/core/layers/kernels.js'
import { numericVersionOf } from '../../../src/core/numeric-version.js'
import { conv2d, createNetwork, dense, dropout, loadEngine, maxPool2d } from '../../../src/entry/index.js'
import { digest } from '../../../src/math/digest.js'
import { arenaOf } from '../../../src/network/network.js'

/** The plain-JS core with one kernel that gives one bit more or less in the first word that it writes. */
function spoiled(name: keyof LayerKernels): Core {
  const core = createJsCore(layersOver)
  const layers = core.layers as LayerKernels
  const kernel = layers[name] as (...args: number[]) => void
  const change = (...args: number[]) => {
    kernel(...args)
    core.i32[args[0]! >>> 2]! ^= 1
  }
  return Object.assign(core, { layers: { ...layers, [name]: change } })
}

const names: (keyof LayerKernels)[] = [
  'conv2dBackwardInput',
  'conv2dBackwardWeight',
  'conv2dForward',
  'maxPoolBackward',
  'maxPoolForward',
]

const namesOf = (kernels: object) =>
  Object.keys(kernels)
    .filter((name) => name !== 'arena_start')
    .sort()

test('the module of the images has their kernels alone, which are among those of all layers', async () => {
  const { layers, layersModule } = await createCore('wasm', 'images')
  expect(namesOf(layers!)).toEqual(names)
  const exports = WebAssembly.Module.exports(layersModule!)
  expect(exports).toHaveLength(names.length + 1)
  expect(namesOf(layersOver(createJsCore()))).toEqual(expect.arrayContaining(names))
})

test('its data lie above those of the core', async () => {
  expect((await createCore('wasm', 'images')).start).toBeGreaterThanOrEqual(2048)
})

test('a network of convolutions and pools has this family, with another layer all kernels, and the same numeric version', async () => {
  const images = [conv2d(3, { kernelSize: 2 }), maxPool2d(2)]
  const modules = []
  for (const layers of [
    [...images, dense(2)],
    [...images, dropout(0.5), dense(2)],
  ]) {
    const { core, numericVersion } = arenaOf(await createNetwork({ inputs: [5, 5, 2], layers }))
    expect(numericVersion).toBe(numericVersionOf('layers'))
    modules.push(core.layersModule)
    expect((await core.another('test')).layersModule).toBe(core.layersModule)
  }
  expect(WebAssembly.Module.exports(modules[0]!).length).toBeLessThan(WebAssembly.Module.exports(modules[1]!).length)
})

test.each(names)('one wrong bit from %s changes the digest', (name) => {
  expect(digest(part.bits(createJsCore(layersOver), fill))).toBe(part.digest)
  expect(digest(part.bits(spoiled(name), fill))).not.toBe(part.digest)
})

test('an engine whose kernels of images compute other bits is refused where a layer needs them', async () => {
  const start: LoadedEngine['start'] = async (_, family) => (family ? spoiled('maxPoolForward') : createJsCore())
  const another = (core: Core) => Object.assign(core, { another: async () => spoiled('maxPoolForward') })
  const engine = await loadEngine({ name: 'js', start: async (...args) => another(await start(...args)) })
  const layers = [maxPool2d(2), dense(2)]
  await expect(createNetwork({ inputs: [4, 4, 1], layers, engine })).rejects.toMatchObject({ code: 'E_WRONG_BITS' })
})
