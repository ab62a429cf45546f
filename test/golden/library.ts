/** The library as the golden runs get it: the sources, the packed package or an entry point. */
import type * as library from '../../src/entry/index.js'

export type Library = typeof library
