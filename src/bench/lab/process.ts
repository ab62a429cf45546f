/** A lab in a process of its own, for another version of the runtime: answers one request after the other. */
import { digest } from '../../math/digest.js'
import { openLab } from './lab.js'
import type { Answer } from './process-lab.js'
import type { Request } from './worker-lab.js'

const lab = openLab(JSON.parse(process.argv[2] as string))

process.on('message', ({ method, task, sampling }: Request) => {
  const answered = async (): Promise<Answer> => {
    const open = await lab
    return method === 'check'
      ? { bits: digest([await open.check(task)]) }
      : { samples: await open.sample(task, sampling) }
  }
  answered()
    .catch((error): Answer => ({ error: String(error.message ?? error) }))
    .then((answer) => process.send?.(answer))
})
