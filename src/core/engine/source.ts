/** The core from where a caller has it: a module, bytes, the answer to a request, or the address to ask. */
import { wrongType } from '../../check.js'
import { type Compilable, compile, isModule } from './compile.js'
import { hostError } from './refusals/host-error.js'

/** Where the core comes from: compiled, as bytes, or as the answer to a request. */
export type WasmSource = (WebAssembly.Module & object) | ArrayBuffer | ArrayBufferView<ArrayBuffer> | Response | URL

/**
 * Compiles a source, or takes it as it is where it is a module.
 *
 * @param source a `WebAssembly.Module`, its bytes, a `Response` with them, the `URL` of them, or a promise of one of these
 * @throws TypeError for anything else; HostError with E_WASM_FETCH, or of `compile`
 */
export async function compileSource(
  where: string,
  given: WasmSource | PromiseLike<WasmSource>,
): Promise<{ readonly module: WebAssembly.Module; readonly source: Compilable }> {
  let source: Compilable | undefined
  const module = await compile(where, async () => (source = compilableOf(where, await given)))
  return { module, source: source as Compilable }
}

async function compilableOf(where: string, source: unknown): Promise<Compilable> {
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return source as ArrayBuffer
  if (source instanceof URL) return bytesOf(where, await request(where, source))
  if (typeof (source as Response | undefined)?.arrayBuffer === 'function') return bytesOf(where, source as Response)
  if (isModule(source)) return source
  throw wrongType(where, 'engine', 'WebAssembly.Module, bytes, Response, URL or a promise of one', source)
}

async function request(where: string, url: URL): Promise<Response> {
  try {
    return await fetch(url)
  } catch (error) {
    const next =
      url.protocol === 'file:' ? 'read the file and pass its bytes' : "check the address and the page's connect-src"
    throw hostError('E_WASM_FETCH', where, 'an address that can be fetched', url.href, next, error)
  }
}

async function bytesOf(where: string, response: Response): Promise<ArrayBuffer> {
  if (response.ok) return response.arrayBuffer()
  const got = `status ${response.status} from ${response.url}`
  throw hostError('E_WASM_FETCH', where, 'a response with the core', got, "serve this package's core.wasm there")
}
