/**
 * The end of the program. Left alone, a Node process that has nothing more to do waits for the threads that compile, and
 * such a thread may wait for a collection, which the main thread no longer makes: on one core a run stood still for good
 * with its answer written (nodejs/node#54918). `process.exit` waits for them, too. So the collection is made first.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { runtime } from '../../host/machine.js'

/** Ends the process with its exit code once all that was written has left it. */
export async function endProcess(): Promise<never> {
  await Promise.all([process.stdout, process.stderr].map(drained))
  return endAtOnce()
}

/** Ends the process, by default with `process.exitCode`; what is still to be written is lost. */
export function endAtOnce(code?: number): never {
  if (runtime().name === 'node') collect()
  // an argument that is undefined would count as 0
  process.exit(code ?? process.exitCode)
}

/** Resolves when everything before has been written, or can no longer be: a reader that went away is not waited for. */
function drained(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write('', () => resolve())
  })
}

function collect(): void {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
}
