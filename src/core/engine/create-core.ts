/** A core by the name of its engine, for what works below networks. */
import type { Core, Family } from '../core.js'
import { families } from '../layers/families.js'
import { resolveNamed } from './named.js'
import type { Engine } from './packaged.js'
import { startCore } from './start.js'

/** A core with memory of its own, and with the kernels of a family where that is named. */
export function createCore(engine?: Engine | 'js', family?: Family): Promise<Core> {
  return startCore(resolveNamed, 'createCore', engine, family && families[family])
}
