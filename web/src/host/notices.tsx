/** What the reader should know of the browser and of this copy of the page. */
import { noWorkers } from './no-workers.ts'
import { newVersion, takeNewVersion } from './offline.ts'
import { canRunWasm } from './plain-js.ts'
import './notices.css'

const wasm = canRunWasm()

export function Notices() {
  return (
    <>
      {newVersion.value !== null && (
        <p class="notice" role="status">
          A new version of this page is ready.{' '}
          <button type="button" onClick={takeNewVersion}>
            Reload
          </button>
        </p>
      )}
      {!wasm && (
        <p class="notice">
          This browser does not run WebAssembly with SIMD here, so the networks train in plain JavaScript: several times
          slower. The bits are the same.
        </p>
      )}
      {noWorkers.value && (
        <p class="notice" role="status">
          The page can start no workers here, so the networks train on its own thread, in turns: slower, and the page
          may be less smooth. The bits are the same.
        </p>
      )}
    </>
  )
}
