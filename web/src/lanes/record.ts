/** The numbers of a lane as they come in: arrays that grow, since a run can be rewound but not change. */
import type { LaneEnd, LaneLook, LaneProgress } from '../work/lane/protocol.ts'
import { Smoothing } from './smoothing.ts'

export class LaneRecord {
  /** updates done: where the lane is; what is known may reach further */
  step = 0
  end: LaneEnd | null = null
  readonly looks: LaneLook[] = []
  #losses: Float32Array<ArrayBuffer>
  #smoothed: Float32Array<ArrayBuffer>
  #known = 0
  readonly #smoothing: Smoothing

  constructor(totalSteps: number) {
    this.#losses = new Float32Array(Math.min(totalSteps, 4096))
    this.#smoothed = new Float32Array(this.#losses.length)
    this.#smoothing = new Smoothing(totalSteps)
  }

  add({ step, losses, looks, end }: Pick<LaneProgress, 'step' | 'losses' | 'looks' | 'end'>): void {
    this.step = step
    this.end = end
    this.looks.push(...looks)
    const needed = this.#known + losses.length
    if (needed > this.#losses.length) {
      this.#losses = grown(this.#losses, needed)
      this.#smoothed = grown(this.#smoothed, needed)
    }
    this.#losses.set(losses, this.#known)
    for (const loss of losses) this.#smoothed[this.#known++] = this.#smoothing.next(loss)
  }

  /** Updates whose losses are known. */
  get known(): number {
    return this.#known
  }

  /** The loss of every update that is known. */
  get losses(): Float32Array<ArrayBuffer> {
    return this.#losses.subarray(0, this.#known)
  }

  /** The smoothed loss after so many updates; null where there is none yet. */
  smoothedAt(step: number): number | null {
    return step < 1 || step > Math.min(this.step, this.#known) ? null : (this.#smoothed[step - 1] as number)
  }

  /** The last look at or before where the lane is. */
  get lastLook(): LaneLook | null {
    return this.looks.filter(({ step }) => step <= this.step).at(-1) ?? null
  }
}

function grown(values: Float32Array, least: number): Float32Array<ArrayBuffer> {
  const larger = new Float32Array(Math.max(least, 2 * values.length))
  larger.set(values)
  return larger
}
