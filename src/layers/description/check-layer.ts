/** What a layer that a user wrote must be, checked before memory is laid out by what it says. */
import { checkInteger, checkNumber, checkOneOf, message, show, wrongType } from '../../check.js'
import { alone } from '../../core/alone.js'
import { activations } from '../../core/kernels.js'
import { families } from '../../core/layers/families.js'
import type { Part } from '../../core/layers/ground.js'
import { type BoundLayer, type Layer, type LayerDescription, shapeText, type TensorSpec } from '../layer.js'

const ROLES = ['weight', 'bias', 'scale', 'state'] as const

/**
 * A layer of a caller's own whose bound layers are checked.
 * @throws TypeError, RangeError naming the member that is wrong, such as `layers[1].kept`
 */
export function checkedLayer(where: string, what: string, layer: Layer): Layer {
  return {
    description: checkDescription(where, what, layer),
    bind(input) {
      const bound = withFamily(checkBound(where, what, layer.bind(input)))
      alone.add(bound)
      return bound
    },
  }
}

/** The same layer with its family in place of the name of one. It may be frozen, or have private members. */
function withFamily(bound: BoundLayer): BoundLayer {
  const { family, output, tensors, kept, flops, outputActivation, fusesBelow } = bound
  if (typeof family !== 'string') return bound
  return {
    output,
    tensors,
    kept,
    family: families[family],
    ...(flops !== undefined && { flops }),
    ...(outputActivation && { outputActivation }),
    ...(fusesBelow && { fusesBelow }),
    workspace: (rows) => bound.workspace(rows),
    checkRows: (where, rows) => bound.checkRows?.(where, rows),
    forward: (at, rows, pass) => bound.forward(at, rows, pass),
    backward: (at, rows, below) => bound.backward(at, rows, below),
  }
}

function checkBound(where: string, what: string, bound: BoundLayer): BoundLayer {
  if (typeof bound !== 'object' || bound === null) throw wrongType(where, `${what}.bind`, 'a bound layer', bound)
  for (const method of ['workspace', 'forward', 'backward'] as const) {
    if (typeof bound[method] !== 'function') throw wrongType(where, `${what}.${method}`, 'a function', bound[method])
  }
  checkShape(where, `${what}.output`, bound.output)
  if (!Array.isArray(bound.tensors)) throw wrongType(where, `${what}.tensors`, 'an array', bound.tensors)
  const names = new Set<string>()
  for (const tensor of bound.tensors) {
    checkTensor(where, what, tensor)
    if (names.has(tensor.name)) throw new RangeError(message(where, `${what}.tensors`, 'different names', tensor.name))
    names.add(tensor.name)
  }
  const { family } = bound
  if (family !== undefined) {
    // a layer that wraps one of this library passes on what that has
    checkOneOf(where, `${what}.family`, (family as Part | null)?.family ?? family, ['images', 'layers'])
  }
  checkInteger(where, `${what}.kept`, bound.kept, 0)
  checkNumber(where, `${what}.workspace(1)`, bound.workspace(1), 0)
  if (bound.flops !== undefined) checkNumber(where, `${what}.flops`, bound.flops, 0)
  if (bound.outputActivation !== undefined) {
    checkOneOf(where, `${what}.outputActivation`, bound.outputActivation, activations)
  }
  return bound
}

/** @throws TypeError for what a file would lose: anything that is not plain JSON */
export function checkDescription(
  where: string,
  what: string,
  { description }: Pick<Layer, 'description'>,
): LayerDescription {
  if (typeof description?.kind !== 'string') {
    throw wrongType(where, `${what}.description.kind`, 'text', description?.kind)
  }
  for (const [name, value] of Object.entries(description)) {
    if (!isPlain(value)) throw wrongType(where, `${what}.description.${name}`, 'plain JSON', value)
  }
  return description
}

function checkTensor(where: string, what: string, { name, shape, role, init }: TensorSpec): void {
  if (typeof name !== 'string') throw wrongType(where, `${what}.tensors`, 'tensors with a name', name)
  checkShape(where, `${what}.${name}`, shape)
  checkOneOf(where, `${what}.${name}.role`, role, ROLES)
  if (typeof init !== 'function') throw wrongType(where, `${what}.${name}.init`, 'a function', init)
}

function checkShape(where: string, what: string, shape: unknown): void {
  if (Array.isArray(shape) && shape.length > 0 && shape.every((size) => Number.isSafeInteger(size) && size > 0)) return
  const got = Array.isArray(shape) ? `[${shapeText(shape)}]` : show(shape)
  throw new RangeError(message(where, what, 'a shape of whole numbers from 1', got))
}

/** Deeper values would exhaust what walks them. */
function isPlain(value: unknown, levels = 100): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object') return typeof value === 'string' || typeof value === 'boolean'
  if (value === null) return true
  const listed = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype
  return listed && levels > 0 && Object.values(value).every((inside) => isPlain(inside, levels - 1))
}
