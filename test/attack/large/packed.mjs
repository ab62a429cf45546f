/** Small gzip files that hold very much: what their beginning, or their kind, does not allow is refused before it is unpacked. */
import { createGzip, gzipSync } from 'node:zlib'
import { readCifar10, readIdx } from '../../../dist/entry/index.js'
import { idxHead } from '../idx-folder.mjs'

const MIB = 2 ** 20
const INSIDE = 1024 * MIB
const RECORD = 3073
/** Of memory, in MiB, above what there was. */
const MOST = 64

export async function* attack() {
  yield await refused('IDX', await packed([idxHead([60_000, 28, 28])]), (file) => readIdx(file, { source: 'a.gz' }))
  yield await refused('CIFAR-10', await packed([]), (file) => readCifar10(file, { sources: ['a.gz'] }))
  const whole = await packed([], Math.floor(INSIDE / RECORD) * RECORD)
  yield await refused('whole records of CIFAR-10', whole, (file) => readCifar10(file, { sources: ['a.gz'] }))
  yield await refused('no format', gzipSync(new Uint8Array(INSIDE).fill(7)), (file) =>
    readIdx(file, { source: 'a.gz' }),
  )
}

/** Zeros behind a head, as an honest gzip file. */
async function packed(head, bytes = INSIDE) {
  const gzip = createGzip({ level: 9 })
  const pieces = []
  gzip.on('data', (piece) => pieces.push(piece))
  const zeros = new Uint8Array(MIB)
  for (const piece of head) gzip.write(piece)
  for (let at = 0; at < bytes; at += MIB) {
    if (!gzip.write(zeros.subarray(0, Math.min(MIB, bytes - at)))) await new Promise((done) => gzip.once('drain', done))
  }
  gzip.end()
  await new Promise((done) => gzip.once('end', done))
  return new Uint8Array(Buffer.concat(pieces))
}

async function refused(name, file, read) {
  globalThis.gc()
  const before = process.memoryUsage.rss()
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 5)
  const error = await read(file).then(
    () => new Error('it was read'),
    (reason) => reason,
  )
  clearInterval(watch)
  const more = (Math.max(most, process.memoryUsage.rss()) - before) / MIB
  const wrong = []
  if (!/^read\w+: "a\.gz" expected /.test(error.message)) wrong.push(error.message)
  if (more > MOST) wrong.push(`${more.toFixed(0)} MiB`)
  const size = (file.length / MIB).toFixed(2)
  const asked = `1 GiB in ${size} MiB of gzip, as ${name}, is refused within ${MOST} MiB`
  return { asked, seen: `${more.toFixed(0)} MiB more; ${error.message}`, wrong }
}
