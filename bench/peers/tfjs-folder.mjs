/** Where the binaries of tfjs lie. */
import { fileURLToPath } from 'node:url'

export const tfjsFolder = fileURLToPath(new URL('node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url))
