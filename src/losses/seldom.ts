/** All losses: a module of its own, so that pages with the common ones never load it. */
export { checkLoss } from './by-name.js'
