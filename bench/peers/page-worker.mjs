/** The worker of the page: every library with the threads that it has there. */
import { jaxInPage } from './jax.mjs'
import { measure } from './measure.mjs'
import { onecycle } from './onecycle.mjs'
import { startTfjs, tfjs, tfjsByHand } from './tfjs.mjs'

globalThis.onmessage = async ({ data: { tfjs: folder, ...options } }) => {
  try {
    if (!globalThis.crossOriginIsolated) throw new Error('peers: the page is not isolated, so it has no threads')
    const processors = navigator.hardwareConcurrency
    await startTfjs(folder, processors)
    const rivals = [
      onecycle('onecycle, auto', { threads: 'auto' }),
      onecycle('onecycle, one thread'),
      tfjs,
      tfjsByHand,
      jaxInPage('jax-js wasm, one thread', { workers: false }),
      jaxInPage('jax-js wasm, workers', { workers: true }),
    ]
    const tell = (doing) => globalThis.postMessage({ doing })
    globalThis.postMessage({ processors, ...(await measure({ ...options, rivals, tell })) })
  } catch (error) {
    globalThis.postMessage({ error: error.message })
  }
}
