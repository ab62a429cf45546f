/** The cells of workerd: a worker that answers any request with them. */
import * as onecycle from 'onecycle'
import { loadEngine } from 'onecycle/slim'
import { goldenCell, refusalCell } from './cell.mjs'
import { core } from './node_modules/onecycle/dist/core/wasm.inline.js'

export default {
  async fetch() {
    const cells = {}
    for (const core of ['wasm', 'js']) cells[core] = await goldenCell(onecycle, core)
    cells.refusal = await refusalCell(onecycle, 'E_WASM_EMBEDDER', () => loadEngine(core()))
    return new Response(JSON.stringify({ cells }))
  },
}
