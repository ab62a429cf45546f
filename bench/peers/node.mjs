/** The run in Node.js: one thread each. */
import { jax, jaxByHand } from './jax.mjs'
import { measure } from './measure.mjs'
import { onecycle } from './onecycle.mjs'
import { startTfjs, tfjs, tfjsByHand } from './tfjs.mjs'
import { tfjsFolder } from './tfjs-folder.mjs'

export async function run(options) {
  await startTfjs(tfjsFolder, 1)
  const rivals = [onecycle('onecycle'), onecycle('onecycle, plain JS', { engine: 'js' }), tfjs, tfjsByHand, jax, jaxByHand]
  const measured = await measure({ ...options, rivals })
  return { machine: { node: process.versions.node, v8: process.versions.v8 }, ...measured }
}
