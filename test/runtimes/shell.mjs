/** The cells of the SpiderMonkey shell. It has the language alone, so what a host adds is added here. */
import './shell-host.mjs'
import { goldenCell } from './cell.mjs'

const onecycle = await import('onecycle')
const cells = {}
for (const core of ['wasm', 'js']) cells[core] = await goldenCell(onecycle, core)
print(JSON.stringify(cells))
