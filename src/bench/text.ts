/** The result as tables for people. */

import type { Machine } from '../host/machine.js'
import { columns } from '../words.js'
import type { Arithmetic, BenchResult, ColdStartResult, ConvergenceResult, Rate, Traffic } from './result.js'
import { networkName } from './steps/networks.js'

type Table = (rows: readonly (readonly string[])[]) => string[]

/** @param table makes the lines of a table, whose first row is the head */
export function benchText(result: BenchResult, table: Table = columns): string[] {
  const {
    machine,
    peak,
    peakGflops,
    memory,
    kernels,
    steps,
    oddSizes,
    lateSteps,
    gathers,
    inference,
    convergence,
    coldStart,
  } = result
  const sections = [
    [
      `onecycle ${result.version}, ${machineText(machine)}`,
      `peak of strict SIMD, registers only: ${peakGflops.toFixed(1)} GFLOP/s (${peak.low.toFixed(1)} to ${peak.high.toFixed(1)} in ${peak.turns} turns, ${peak.first.toFixed(1)} at the start)`,
      'times are medians; in brackets the middle half of the samples; shares are of the peak or stream of this run',
    ],
    section(table, 'memory', ['stream over', 'GB/s', '[middle half]'], memory, (row) => [
      `${row.stream} ${sizeText(row.bytes)}`,
      row.gigabytesPerSecond.toFixed(1),
      `[${row.low.toFixed(1)}, ${row.high.toFixed(1)}]`,
    ]),
    section(
      table,
      'training step: gather, forward, loss, backward, update',
      arithmeticHead('network (batch)'),
      steps,
      (row) => [networkName(row), ...arithmeticCells(row)],
    ),
    section(table, 'odd sizes', ['network (batch)', 'nearest', 'time per flop'], oddSizes, (row) => [
      networkName(row),
      networkName(row.nearest),
      `${row.timePerFlop.toFixed(2)}x`,
    ]),
    section(
      table,
      'late steps, beside fresh ones: no denormal slows them down',
      ['data, network (batch)', 'after', 'time', 'over fresh', 'plain JS', 'over fresh'],
      lateSteps,
      (row) => [
        `${row.data}, ${networkName(row)}`,
        `${row.updates}`,
        timeText(row.microseconds),
        `${row.overFresh.toFixed(2)}x`,
        timeText(row.jsMicroseconds),
        `${row.jsOverFresh.toFixed(2)}x`,
      ],
    ),
    section(table, 'inference', [...arithmeticHead('network (rows)'), ...trafficHead], inference, (row) => [
      networkName(row),
      ...arithmeticCells(row),
      ...trafficCells(row),
    ]),
    section(table, 'gather of a shuffled batch', [...rateHead('inputs (batch)'), ...trafficHead], gathers, (row) => [
      `${row.inputs} (${row.batch})`,
      ...rateCells(row),
      ...trafficCells(row),
    ]),
    section(table, 'products', arithmeticHead('kernel'), kernels.filter(isProduct), (row) => [
      `${row.name} ${row.shape}`,
      ...arithmeticCells(row),
    ]),
    section(
      table,
      'other kernels',
      [...arithmeticHead('kernel'), ...trafficHead],
      kernels.filter((row) => !isProduct(row)),
      (row) => [`${row.name} ${row.shape}`, ...arithmeticCells(row), ...trafficCells(row)],
    ),
    convergenceText(table, convergence),
    coldStart === null ? [] : coldStartText(coldStart),
    [`took ${result.seconds} s`],
  ]
  return sections.filter((lines) => lines.length > 0).flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]))
}

export function machineText({ runtime, version, engine, flags, cpu, cores, platform, architecture }: Machine) {
  const options = flags.length === 0 ? '' : ` ${flags.join(' ')}`
  return `${runtime} ${version}${options} (${engine}), ${cores} x ${cpu}, ${platform} ${architecture}`
}

/** 3 significant digits and a unit that fits: ns, us, ms or s. */
export function timeText(microseconds: number): string {
  if (microseconds < 1) return `${digits(microseconds * 1000)} ns`
  if (microseconds < 1000) return `${digits(microseconds)} us`
  if (microseconds < 1e6) return `${digits(microseconds / 1000)} ms`
  return `${digits(microseconds / 1e6)} s`
}

function sizeText(bytes: number): string {
  return bytes < 2 ** 20 ? `${bytes / 2 ** 10} KiB` : `${bytes / 2 ** 20} MiB`
}

export function percentText(share: number): string {
  return `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`
}

/** At least three significant digits, never an exponent. */
function digits(value: number): string {
  if (value >= 100) return value.toFixed(0)
  return value.toFixed(value >= 10 ? 1 : 2)
}

function section<Row>(
  table: Table,
  title: string,
  head: readonly string[],
  rows: readonly Row[],
  cells: (row: Row) => readonly string[],
): string[] {
  return rows.length === 0 ? [] : [`${title}:`, ...table([head, ...rows.map(cells)])]
}

const isProduct = (row: Partial<Traffic>) => row.ofStream === undefined

const rateHead = (what: string) => [what, 'time', '[middle half]', 'plain JS', 'over JS']
const arithmeticHead = (what: string) => [...rateHead(what), 'GFLOP/s', 'of peak', 'JS GFLOP/s']
const trafficHead = ['GB/s', 'stream', 'of stream']

function rateCells({ microseconds, low, high, jsMicroseconds, overJs }: Rate): string[] {
  const half = `[${timeText(low)}, ${timeText(high)}]`
  return [timeText(microseconds), half, timeText(jsMicroseconds), `${digits(overJs)}x`]
}

function arithmeticCells(row: Arithmetic): string[] {
  return [...rateCells(row), row.gflops.toFixed(1), percentText(row.ofPeak), row.jsGflops.toFixed(2)]
}

function trafficCells({ gigabytesPerSecond, stream, streamGigabytesPerSecond, ofStream }: Partial<Traffic>): string[] {
  if (gigabytesPerSecond === undefined) return []
  const rival = `${stream} ${(streamGigabytesPerSecond as number).toFixed(1)}`
  return [gigabytesPerSecond.toFixed(1), rival, percentText(ofStream as number)]
}

function convergenceText(table: Table, results: readonly ConvergenceResult[]): string[] {
  const lines: string[] = []
  for (const dataset of new Set(results.map((row) => row.dataset))) {
    const rows = results.filter((row) => row.dataset === dataset)
    const { layers, batch, target, evaluatedEvery, budgets, seeds } = rows[0] as ConvergenceResult
    const head = ['schedule', 'rate', 'momentum', 'epochs', 'updates', 'reached', 'wasm', 'plain JS']
    const wasm = rows.filter(({ engine }) => engine === 'wasm')
    const body = wasm.map((row) => {
      const js = rows.find(({ engine, schedule }) => engine === 'js' && schedule === row.schedule) as ConvergenceResult
      return [
        row.schedule,
        `${row.learningRate}`,
        row.schedule === 'one-cycle' ? 'cycled' : `${row.momentum}`,
        `${row.epochs}`,
        row.updates === null ? 'not reached' : `${row.updates}`,
        `${row.reached}/${row.seeds}`,
        secondsText(row.seconds),
        secondsText(js.seconds),
      ]
    })
    const timed = (rows.find(({ engine }) => engine === 'js') as ConvergenceResult).timedUpdates
    if (lines.length > 0) lines.push('')
    lines.push(
      `convergence: ${layers.join('-')} on ${dataset}, batches of ${batch}, to ${shareText(target)} of the test data:`,
      ...table([head, ...body]),
      `Medians over ${seeds} ${seeds === 1 ? 'seed' : 'seeds'}; evaluated every ${evaluatedEvery} updates, outside the time; each`,
      `schedule in the best of budgets of ${budgets.join(', ')} epochs, at a rate from one coarse grid. Plain JS takes the same`,
      `updates, bit for bit: timed on the first ${timed}, its time is their median times the updates.`,
    )
  }
  return lines
}

/** A target as it was given: 97.5 % is not 98 %. */
function shareText(share: number): string {
  return `${Number((100 * share).toFixed(6))} %`
}

function secondsText(seconds: number | null): string {
  return seconds === null ? '-' : timeText(seconds * 1e6)
}

function coldStartText(result: ColdStartResult): string[] {
  const { processToFirstStep, low, high, runtimeStart, importLibrary, createNetwork, firstStep } = result
  const ms = (value: number) => timeText(1000 * value)
  return [
    `cold start: process start to the first finished step of ${result.network}: ${ms(processToFirstStep)} [${ms(low)}, ${ms(high)}]`,
    `  runtime ${ms(runtimeStart)}, import ${ms(importLibrary)}, network with core ${ms(createNetwork)}, first step ${ms(firstStep)}`,
    `  core alone, decode, compile and instantiate: ${ms(result.compileAndInstantiate)} (medians of ${result.processes} processes)`,
  ]
}
