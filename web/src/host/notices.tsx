/** What the reader should know of the browser and of this copy of the page. */
import { newVersion, takeNewVersion } from './offline.ts'
import { canRunWasm } from './plain-js.ts'
import './notices.css'

const wasm = canRunWasm()
const workers = typeof Worker === 'function'

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
      {!workers && <p class="notice">This browser has no workers, so nothing can be trained in it.</p>}
      {workers && !wasm && (
        <p class="notice">
          This browser does not run WebAssembly with SIMD here, so the networks train in plain JavaScript: several times
          slower, and to the same bits.
        </p>
      )}
    </>
  )
}
