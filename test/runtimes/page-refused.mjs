/** In a frame whose policy forbids WebAssembly. */
import * as onecycle from 'onecycle'
import { refusalCell } from './cell.mjs'

parent.postMessage(await refusalCell(onecycle, 'E_WASM_CSP'), '*')
