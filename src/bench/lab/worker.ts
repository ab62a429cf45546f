/** A lab in a thread of its own: answers one request after the other. */
import { dataOfPool } from '../../host/pool.js'
import { openLab } from './lab.js'
import type { Request } from './worker-lab.js'

const lab = openLab(dataOfPool())

export default async function answer({ method, task, sampling }: Request): Promise<Uint32Array | number[]> {
  const open = await lab
  return method === 'check' ? open.check(task) : open.sample(task, sampling)
}
