/** The script of a worker that works for `trainInWorker` and `findLearningRateInWorker`: scripts/build-entries.mjs makes it one file. */
import { listen } from './host-port.js'
import { isStart, serve } from './serve.js'

listen((data) => {
  if (isStart(data)) void serve(data)
})
