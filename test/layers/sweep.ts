/** Every shape that a layer is promised for, and the comparison that each must stand: on both engines the bits of its reference. */
import type { Layer, Shape } from '../../src/layers/layer.js'
import { Bench, expectSameBits, layerBuilds, values } from '../core/bench.js'
import type { Windowed } from '../reference/windows.js'
import { type Given, inTraining, runLayer } from './rig.js'

/** What a reference works out; the gradients and the state in the layer's order. */
export interface Wanted {
  readonly y: ArrayLike<number>
  readonly dx: ArrayLike<number>
  readonly gradients?: readonly ArrayLike<number>[]
  readonly state?: readonly ArrayLike<number>[]
}

/** n seeded values, the first of always the same ones. */
export function prefixOf(purpose: string, most: number): (n: number) => Float32Array {
  const all = values(most, purpose)
  return (n) => all.subarray(0, n)
}

/** Compares a layer with its reference, on WebAssembly and on the plain-JS twin. */
export async function comparison() {
  const benches = [
    ['wasm', new Bench(await layerBuilds.wasm())],
    ['js', new Bench(await layerBuilds.js())],
  ] as const
  return (
    layer: Layer,
    inputs: Shape,
    given: Given,
    wanted: Wanted,
    what: string,
    { below = 0, pass = inTraining } = {},
  ) => {
    const { gradients = [], state = [] } = wanted
    const lists = [wanted.y, wanted.dx, ...gradients, ...state]
    for (const [engine, bench] of benches) {
      const actual = runLayer(bench, layer, inputs, given, pass, below)
      const found = [actual.y, actual.dx, ...actual.gradients, ...actual.state]
      if (found.length !== lists.length) throw new Error(`${what}: ${found.length} lists, expected ${lists.length}`)
      for (const [i, list] of lists.entries()) {
        expectSameBits(found[i]!, list, `${engine}, ${['y', 'dx'][i] ?? `tensor ${i - 2}`}, ${what}`)
      }
    }
  }
}

type Geometry = Omit<Windowed, 'batch' | 'channels'>

/** Every height and width of 1 to 13, kernel of 1 to 5 in both directions, stride of 1 to 3 and padding that fit. */
export function* geometries(): Generator<Geometry> {
  for (const padding of ['valid', 'same'] as const) {
    for (let stride = 1; stride <= 3; stride++) {
      for (let kh = 1; kh <= 5; kh++) {
        for (let kw = 1; kw <= 5; kw++) {
          for (let height = padding === 'valid' ? kh : 1; height <= 13; height++) {
            for (let width = padding === 'valid' ? kw : 1; width <= 13; width++) {
              yield { height, width, kh, kw, stride, padding }
            }
          }
        }
      }
    }
  }
}

/** Those with square windows, each with 1 to 9 channels; 1 to 5 images by turns. */
export function* squareWindows(): Generator<Windowed> {
  let turn = 0
  for (const geometry of geometries()) {
    if (geometry.kh !== geometry.kw) continue
    for (let channels = 1; channels <= 9; channels++) yield { ...geometry, channels, batch: (turn++ % 5) + 1 }
  }
}

/** Every size of 1 to 13 in each direction, 1 to 9 channels, 1 to 5 images. */
export function* images(): Generator<{ batch: number; height: number; width: number; channels: number }> {
  for (let batch = 1; batch <= 5; batch++) {
    for (let channels = 1; channels <= 9; channels++) {
      for (let height = 1; height <= 13; height++) {
        for (let width = 1; width <= 13; width++) yield { batch, height, width, channels }
      }
    }
  }
}
