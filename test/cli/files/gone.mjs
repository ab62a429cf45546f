/** Preloaded by tests: the folder GONE goes away at the first call of GONE_AT that has to do with a file in it or an open one. */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { isMainThread } from 'node:worker_threads'

const { GONE, GONE_AT } = process.env
const { rmSync } = fs
const act = fs[GONE_AT]
let waits = false
if (isMainThread) {
  fs[GONE_AT] = (of, ...others) => {
    if (!waits && (typeof of === 'number' || `${of}`.startsWith(`${GONE}/onecycle-`))) {
      waits = true
      // once all places have been tried, which happens in one go
      setImmediate(() => rmSync(GONE, { recursive: true }))
    }
    return act(of, ...others)
  }
  syncBuiltinESMExports()
}
