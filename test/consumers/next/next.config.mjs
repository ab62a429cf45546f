import { fileURLToPath } from 'node:url'

// this fixture shares one node_modules with the others; a project of your own needs no configuration
const root = fileURLToPath(new URL('..', import.meta.url))
export default { output: 'export', turbopack: { root }, outputFileTracingRoot: root }
