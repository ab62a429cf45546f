/** All families by their names: a module of its own, so that only a layer of a caller's own that names one loads it. */
export { layers } from './family.js'
export { images } from './images.js'
