/** The golden runs in a worker of a browser. */
import * as onecycle from 'onecycle'
import { goldenCell } from './cell.mjs'

globalThis.onmessage = async ({ data }) => globalThis.postMessage(await goldenCell(onecycle, data))
