/**
 * A residual block, Y = layers(X) + shortcut(X): a layer that owns layers (He et al. 2015). So a network stays a list.
 *
 * The branches lie in the block's own places: what each inner layer gives and keeps stays in `kept` until the backward pass,
 * the gradients between them are scratch.
 */
import { message, wrongType, wrongValue } from '../check.js'
import { activationCode } from '../core/kernels.js'
import { layers as layersFamily } from '../core/layers/family.js'
import type { LayerKernels } from '../core/layers/kernels.js'
import { optional, type Reader, readOptions } from '../options.js'
import {
  type BoundLayer,
  isBuiltIn,
  type Layer,
  type LayerDescription,
  type LayerPlaces,
  markBuiltIn,
  type Shape,
  shapeText,
  sizeOf,
  type TensorSpec,
} from './layer.js'
import { backward, forward, type Stage } from './passes.js'

/** Options of `residual`. */
export interface ResidualOptions {
  /** what the input goes through beside the layers: 'identity' (default), or layers that bring it to their shape */
  shortcut?: 'identity' | readonly Layer[]
}

/** A residual block as plain JSON. */
export interface ResidualDescription extends LayerDescription {
  readonly kind: 'residual'
  readonly layers: readonly LayerDescription[]
  readonly shortcut: 'identity' | readonly LayerDescription[]
}

/** What `residual` gives. */
export interface ResidualLayer extends Layer {
  readonly description: ResidualDescription
}

const where = 'residual'

/**
 * Y = layers(X) + shortcut(X), number by number. An activation after the sum is a layer after this one.
 *
 * @param layers  from the input on, as a network has them
 * @param options shortcut: 'identity' (default), or layers, as a convolution where the shape or the channels change
 */
export function residual(layers: readonly Layer[], options: ResidualOptions = {}): ResidualLayer {
  someLayers(where, 'layers', layers, {})
  const { shortcut } = readOptions(where, options, { shortcut: optional(identityOrLayers, 'identity') })
  const describe = (list: readonly Layer[]) => list.map(({ description }) => description)
  const side = shortcut === 'identity' ? [] : shortcut
  const block: ResidualLayer = {
    description: {
      kind: 'residual',
      layers: describe(layers),
      shortcut: shortcut === 'identity' ? shortcut : describe(shortcut),
    },
    bind: (input) => bind(layers, side, input),
  }
  // what the layers of a caller's own bind is checked as what the block binds
  return [...layers, ...side].every(isBuiltIn) ? markBuiltIn(block) : block
}

const someLayers: Reader<readonly Layer[]> = (where, what, value) => {
  if (!Array.isArray(value)) throw wrongType(where, what, 'an array of layers', value)
  if (value.length === 0) throw wrongValue(where, what, 'at least one layer', value)
  for (const [i, layer] of value.entries()) {
    if (typeof layer?.bind !== 'function') throw wrongType(where, `${what}[${i}]`, 'a layer', layer)
  }
  return value
}

const identityOrLayers: Reader<'identity' | readonly Layer[]> = (where, what, value, read) => {
  return value === 'identity' ? value : someLayers(where, what, value, read)
}

/** Layers one after the other over one input. */
interface Branch {
  readonly layers: readonly BoundLayer[]
  readonly names: string
  readonly input: Shape
  readonly output: Shape
  readonly tensors: readonly TensorSpec[]
  /** floats a row: what its layers give and keep */
  readonly kept: number
}

function branchOf(given: readonly Layer[], names: string, input: Shape): Branch {
  const layers: BoundLayer[] = []
  let output = input
  for (const layer of given) {
    const bound = layer.bind(output)
    layers.push(bound)
    output = bound.output
  }
  const tensors = layers.flatMap((layer, i) =>
    layer.tensors.map(({ name, ...rest }) => ({ ...rest, name: `${names}${i}.${name}` })),
  )
  const kept = layers.reduce((sum, layer) => sum + sizeOf(layer.output) + layer.kept, 0)
  return { layers, names, input, output, tensors, kept }
}

function bind(layers: readonly Layer[], shortcut: readonly Layer[], input: Shape): BoundLayer {
  const main = branchOf(layers, '', input)
  const side = branchOf(shortcut, 'shortcut.', input)
  if (shapeText(main.output) !== shapeText(side.output)) {
    const [wanted, got] = [shapeText(side.output), shapeText(main.output)]
    const expected = `an output of ${wanted}, which is what the shortcut gives`
    const next =
      shortcut.length === 0 ? `give a shortcut that brings the input to ${got}` : 'make both give the same shape'
    throw new RangeError(message(where, 'layers', expected, got, next))
  }
  const all = [...main.layers, ...side.layers]
  const inputs = sizeOf(input)
  const outputs = sizeOf(main.output)
  const widest = Math.max(...all.map(({ output }) => sizeOf(output)))
  const inside = (rows: number) => Math.max(...all.map((layer) => layer.workspace(rows)))
  let arranged: Arranged | undefined

  /** The stages of both branches; they move with the places of the block and with the rows. */
  const arrange = (at: LayerPlaces, rows: number): Arranged => {
    if (arranged?.at === at && arranged.rows === rows) return arranged
    // two gradients by turns, that of the input through the shortcut, and what the layers work with
    const deltas = [at.work, at.work + 4 * rows * widest] as const
    const through = at.work + 8 * rows * widest
    const work = through + 4 * rows * inputs
    const sideKept = at.kept + 4 * rows * main.kept
    const split = main.tensors.length
    arranged = {
      at,
      rows,
      through,
      main: stagesOf(main, { ...at, work }, rows, deltas),
      side: stagesOf(
        side,
        {
          ...at,
          work,
          kept: sideKept,
          dx: at.dx === 0 ? 0 : through,
          tensors: at.tensors.slice(split),
          gradients: at.gradients.slice(split),
        },
        rows,
        deltas,
      ),
    }
    return arranged
  }

  return {
    output: main.output,
    tensors: [...main.tensors, ...side.tensors],
    family: layersFamily,
    kept: main.kept + side.kept,
    workspace: (rows) => rows * (2 * widest + inputs) + inside(rows),
    flops: all.reduce((sum, { flops = 0 }) => sum + flops, 0),
    checkRows(where, rows) {
      for (const layer of all) layer.checkRows?.(where, rows)
    },
    forward(at, rows, pass) {
      const { main, side } = arrange(at, rows)
      const { add } = at.core.layers as LayerKernels
      forward(main, rows, pass, 0, main.length)
      forward(side, rows, pass, 0, side.length)
      add(at.y, topOf(main, at.x), topOf(side, at.x), rows * outputs)
    },
    backward(at, rows) {
      const { main, side, through } = arrange(at, rows)
      const { add } = at.core.layers as LayerKernels
      walkBack(main, at, rows)
      if (side.length > 0) walkBack(side, at, rows)
      if (at.dx !== 0) add(at.dx, at.dx, side.length > 0 ? through : at.dy, rows * inputs)
    },
  }

  /** The gradient for the sum is that for both branches: each gets a copy, which it may change. */
  function walkBack(stages: readonly Stage[], { core, dy }: LayerPlaces, rows: number): void {
    const top = stages[stages.length - 1] as Stage
    core.u8.copyWithin(top.at.dy, dy, dy + 4 * rows * outputs)
    backward(stages, rows, 0)
  }
}

interface Arranged {
  readonly at: LayerPlaces
  readonly rows: number
  readonly through: number
  readonly main: readonly Stage[]
  readonly side: readonly Stage[]
}

/** Where a branch leaves its result; the input, where it has no layers. */
function topOf(stages: readonly Stage[], x: number): number {
  return stages[stages.length - 1]?.at.y ?? x
}

/** @param block the places of the block: x and dx of the first layer, tensors, what is kept, all from the branch's first on */
function stagesOf(
  { layers, names, input }: Branch,
  block: LayerPlaces,
  rows: number,
  deltas: readonly [number, number],
): Stage[] {
  let { x, kept } = block
  let inputs = sizeOf(input)
  let tensor = 0
  return layers.map((layer, i) => {
    const above = layers.length - 1 - i
    const outputs = sizeOf(layer.output)
    const y = kept
    const next = tensor + layer.tensors.length
    const stage = {
      layer,
      at: {
        ...block,
        x,
        y,
        dy: deltas[above % 2] as number,
        dx: i === 0 ? block.dx : (deltas[(above + 1) % 2] as number),
        tensors: block.tensors.slice(tensor, next),
        gradients: block.gradients.slice(tensor, next),
        kept: y + 4 * rows * outputs,
        path: `${block.path}.${names}${i}`,
      },
      inputs,
      outputs,
      activation: activationCode(layer.outputActivation ?? 'linear'),
      below: activationCode(layers[i - 1]?.outputActivation ?? 'linear'),
    }
    kept = stage.at.kept + 4 * rows * layer.kept
    x = y
    inputs = outputs
    tensor = next
    return stage
  })
}
