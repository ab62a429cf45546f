import type { Family } from './core.js'
import type { Part } from './layers/ground.js'

/**
 * The numeric version: the digest of the self-check's arithmetic on a right host. Equal options give equal bits under one
 * version, so whatever keeps results or goes on from them (a checkpoint, a journal, a trial) carries it and refuses
 * another. It changes when a kernel or a function on a path to weights computes other bits, or when the self-check calls
 * another kernel.
 */
export const NUMERIC_VERSION = '08b909469f2cdaf3'

/** The version of files that carry none: they were written before the first change of a result. */
export const FIRST_NUMERIC_VERSION = '08b909469f2cdaf3'

/** As NUMERIC_VERSION, for the kernels of layers beyond dense. */
export const LAYERS_NUMERIC_VERSION = '75ab8a77f7d3fecc'

/** The numeric version of what is computed with the core alone, or with the kernels of a family too. */
export function numericVersionOf(family: Family | Part | undefined): string {
  return family === undefined ? NUMERIC_VERSION : `${NUMERIC_VERSION}-${LAYERS_NUMERIC_VERSION}`
}
