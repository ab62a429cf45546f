/** From samples to figures. */
import type { StreamCase } from './kernels/cases.js'
import { streamTraffic } from './kernels/yardstick.js'
import type { Samples } from './lab/rounds.js'
import type { Arithmetic, Rate, Traffic } from './result.js'
import { median, summarize } from './statistics.js'

export function rateOf({ wasm, js }: Samples): Rate {
  const { median: microseconds, low, high, count: samples } = summarize(wasm)
  const jsMicroseconds = median(js)
  return { microseconds, low, high, samples, jsMicroseconds, overJs: jsMicroseconds / microseconds }
}

/** @param flops of one call, @param peak in GFLOP/s */
export function arithmeticOf(samples: Samples, flops: number, peak: number): Arithmetic {
  const rate = rateOf(samples)
  const gflops = flops / rate.microseconds / 1000
  return { ...rate, gflops, ofPeak: gflops / peak, jsGflops: flops / rate.jsMicroseconds / 1000 }
}

/** @param bytes that one call moves, @param c the stream that was its rival */
export function trafficOf({ wasm, stream }: Samples, bytes: number, c: StreamCase): Traffic {
  const gigabytesPerSecond = bytes / median(wasm) / 1000
  const streamGigabytesPerSecond = streamTraffic(c) / median(stream) / 1000
  return {
    gigabytesPerSecond,
    stream: c.kind,
    streamGigabytesPerSecond,
    ofStream: gigabytesPerSecond / streamGigabytesPerSecond,
  }
}
