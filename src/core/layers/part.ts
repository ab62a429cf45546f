/** Loads what an engine needs to know of a family of kernels. */
import type { Family } from '../core.js'
import type { Part } from './ground.js'

export async function partOf(family: Family): Promise<Part> {
  const { part } = await (family === 'images' ? import('./images.js') : import('./family.js'))
  return part
}
