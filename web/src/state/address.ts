/** The state as the part of an address after #: only what differs from the first experiment, as JSON that may stand there. */
import { firstLab, type Lab, type Lane, type Problem, screens } from './lab.js'

export function toAddress(lab: Lab): string {
  const changed = Object.entries(lab).filter(([key, value]) => !equal(value, firstLab[key as keyof Lab]))
  return changed.length === 0 ? '' : encodeURIComponent(JSON.stringify(Object.fromEntries(changed)))
}

/** @returns null for what is no address of this page */
export function fromAddress(address: string): Lab | null {
  try {
    const parts = JSON.parse(decodeURIComponent(address)) as Partial<Lab>
    const lab = { ...firstLab, ...parts }
    const fits =
      screens.includes(lab.screen) &&
      Array.isArray(lab.lanes) &&
      lab.lanes.every(({ id, rate, shape }) => typeof id === 'string' && rate > 0 && isShape(shape)) &&
      (lab.bounds === null || (lab.bounds.low > 0 && lab.bounds.peak > lab.bounds.low)) &&
      Array.isArray(lab.problem.layers) &&
      isOwnFile(lab.problem.own) &&
      lab.pace >= 0 &&
      Object.keys(firstLab.landscape).every((key) => Number.isFinite(lab.landscape[key as keyof Lab['landscape']])) &&
      lab.landscape.rate > 0
    return fits ? lab : null
  } catch {
    return null
  }
}

function isOwnFile(own: Problem['own']): boolean {
  return own === undefined || own.files.every(({ name, sha256 }) => `${name}` === name && sha256 !== undefined)
}

function isShape(shape: Lane['shape']): boolean {
  if (shape === undefined) return true
  const { kind, values, off = [] } = shape
  return typeof kind === 'string' && typeof values === 'object' && values !== null && Array.isArray(off)
}

function equal(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
