import type { Matrix } from './matrix.mjs'

export function formatTable(matrix: Matrix): string
