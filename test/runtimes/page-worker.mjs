/** The golden runs in a worker of a browser. */
import * as onecycle from 'onecycle'
import { goldenCell, threadsCell } from './cell.mjs'

globalThis.onmessage = async ({ data }) => {
  globalThis.postMessage(await (data === 'threads' ? threadsCell(onecycle) : goldenCell(onecycle, data)))
}
