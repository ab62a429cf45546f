import type { RangeTest } from 'onecycle'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { RangeOrder, RangeReport } from '../../../web/src/work/range/protocol.ts'
import { range } from '../../../web/src/work/range/worker.ts'

const order: RangeOrder = {
  problem: { data: 'spirals', layers: [{ kind: 'dense', outputs: 2 }], batchSize: 50, epochs: 1, seed: 3 },
  seeds: 2,
  sweep: 'linear',
}

/** A worker as a browser gives it, of which a test decides what becomes of it. */
class FakeWorker {
  static made: FakeWorker[] = []
  readonly told: unknown[] = []
  ended = false
  onmessage: ((event: { data: unknown; ports: readonly unknown[] }) => void) | null = null
  onerror: ((event: { message?: string; preventDefault(): void }) => void) | null = null

  readonly options: WorkerOptions

  constructor(_: URL, options: WorkerOptions) {
    this.options = options
    FakeWorker.made.push(this)
  }

  postMessage(message: unknown, moved?: readonly unknown[]): void {
    this.told.push(moved ?? message)
  }

  terminate(): void {
    this.ended = true
  }

  fail(message?: string): void {
    this.onerror?.({ preventDefault: () => {}, ...(message === undefined ? {} : { message }) })
  }
}

beforeEach(() => {
  FakeWorker.made = []
  vi.resetModules()
  vi.stubGlobal('document', { hidden: false })
})
afterEach(() => vi.unstubAllGlobals())

/** The modules anew, as they find the browser. */
async function begun() {
  const { startWork } = await import('../../../web/src/work/start.ts')
  const { noWorkers } = await import('../../../web/src/host/no-workers.ts')
  return { startWork, noWorkers }
}

/** A range test to its end. */
async function tested(startWork: Awaited<ReturnType<typeof begun>>['startWork'], after = () => {}): Promise<RangeTest> {
  return new Promise((resolve, reject) => {
    const work = startWork<RangeOrder, RangeReport>('range', {
      onReport: (report) => {
        if (report.tell === 'result') resolve(report.range)
        if (report.tell === 'failed') reject(new Error(report.message))
      },
      onFail: (text) => reject(new Error(text)),
    })
    work.send(order)
    after()
  })
}

async function expected(): Promise<RangeTest> {
  const reports: RangeReport[] = []
  const { signal } = new AbortController()
  await range({ tell: (report) => reports.push(report), rest: async () => {}, signal })(order)
  return (reports.at(-1) as { readonly range: RangeTest }).range
}

test('without workers a role runs on the page itself, to the same answer', async () => {
  vi.stubGlobal('Worker', undefined)
  const { startWork, noWorkers } = await begun()
  expect(noWorkers.value).toBe(true)
  expect(await tested(startWork)).toEqual(await expected())
})

test('where the page may not make a worker, the role runs on the page itself', async () => {
  vi.stubGlobal('Worker', function Refused() {
    throw new DOMException('refused', 'SecurityError')
  })
  const { startWork, noWorkers } = await begun()
  expect(noWorkers.value).toBe(false)
  expect(await tested(startWork)).toEqual(await expected())
  expect(noWorkers.value).toBe(true)
})

test('a worker that fails before its first report is replaced by the page itself, which is told all that it was told', async () => {
  vi.stubGlobal('Worker', FakeWorker)
  const { startWork, noWorkers } = await begun()
  expect(await tested(startWork, () => FakeWorker.made[0]?.fail())).toEqual(await expected())
  const [worker] = FakeWorker.made
  expect([worker?.told, worker?.ended, noWorkers.value]).toEqual([[order], true, true])
  // and no other is tried
  await tested(startWork)
  expect(FakeWorker.made.length).toBe(1)
})

test('a worker that fails later is told, and its work is not begun anew', async () => {
  vi.stubGlobal('Worker', FakeWorker)
  const { startWork, noWorkers } = await begun()
  const heard: unknown[] = []
  const work = startWork<string, string>('lane', {
    onReport: (report) => heard.push(report),
    onFail: (text) => heard.push({ text }),
  })
  work.send('go')
  const [worker] = FakeWorker.made
  worker?.onmessage?.({ data: 'a report', ports: [] })
  worker?.fail('out of memory')
  expect(heard).toEqual(['a report', { text: 'out of memory' }])
  expect(noWorkers.value).toBe(false)
  work.stop()
  expect(worker?.ended).toBe(true)
})

test('the page starts the workers that a worker asks for, gives them its ports, and ends all of them together', async () => {
  vi.stubGlobal('Worker', FakeWorker)
  const { startWork } = await begun()
  const heard: unknown[] = []
  const work = startWork<string, string>('study', {
    onReport: (report) => heard.push(report),
    onFail: (text) => heard.push({ text }),
  })
  const [first] = FakeWorker.made
  for (const port of ['port 1', 'port 2']) first?.onmessage?.({ data: 'study-trial', ports: [port] })
  const helpers = FakeWorker.made.slice(1)
  expect(helpers.map(({ options, told }) => [options.name, told])).toEqual([
    ['study-trial', [['port 1']]],
    ['study-trial', [['port 2']]],
  ])
  helpers[1]?.fail('out of memory')
  expect(heard).toEqual([{ text: 'out of memory' }])
  work.stop()
  expect(FakeWorker.made.map(({ ended }) => ended)).toEqual([true, true, true])
})

test('work on the page that was stopped reports nothing more', async () => {
  vi.stubGlobal('Worker', undefined)
  const { startWork } = await begun()
  const heard: unknown[] = []
  const work = startWork<RangeOrder, RangeReport>('range', {
    onReport: (report) => {
      heard.push(report)
      work.stop()
    },
    onFail: (text) => heard.push(text),
  })
  work.send(order)
  await vi.waitFor(() => expect(heard.length).toBe(1), 5000)
  await tested(startWork)
  expect(heard.length).toBe(1)
})
