/** All families by their names. */
import { layers } from './family.js'
import { images } from './images.js'

export const families = { images, layers }
