/** All that the page shows follows from this: plain JSON, so that it stands in an address, in storage and in the history of undo. */
import type { Method, MethodDescription, OneCycleDialect, Sweep } from 'onecycle'

/** The screens of the story, in their order. */
export const screens = ['rate', 'shape', 'race', 'verdict'] as const
export type Screen = (typeof screens)[number]

/** Built in, or a file that the reader dropped; its rows stay in the page and are no part of the state. */
export type DataName = 'spirals' | 'digits' | 'own'

/** What a file of the reader's is known by in an address, so that it can be asked for elsewhere. */
export interface OwnFile {
  readonly files: readonly { readonly name: string; readonly sha256: string | null }[]
  /** the column that is predicted, of a table */
  readonly target?: string
}

/** What is trained. */
export interface Problem {
  readonly data: DataName
  /** of own data; absent from addresses of before */
  readonly own?: OwnFile
  /** layers as `layersFromJson` reads them */
  readonly layers: readonly Readonly<Record<string, unknown>>[]
  readonly batchSize: number
  /** passes over the data: the length of the race, and of every schedule */
  readonly epochs: number
  /** of the starting weights and the order of the rows, the same in every lane */
  readonly seed: number
}

/** One runner: a method as `compare` takes them, and the rate that it is given. */
export interface Lane {
  /** stable while its lane lives, for keys of lists and workers */
  readonly id: string
  readonly method: Method | MethodDescription
  readonly rate: number
  readonly dialect?: OneCycleDialect
  /** what the schedule editor made the method from; absent where nothing was edited */
  readonly shape?: Shape
  /** what it was before its rate was changed in mid-run: goes on as a ghost beside it */
  readonly before?: Pick<Lane, 'method' | 'rate'>
}

/** A kind of schedule, and what a reader set of it. */
export interface Shape {
  readonly kind: string
  /** of its parameters, those that differ from their defaults */
  readonly values: Readonly<Record<string, number | string>>
  /** of a schedule that is drawn: shares of the run, ascending, and of the rate */
  readonly points?: readonly (readonly [share: number, height: number])[]
  /** parts of 1cycle that are switched off */
  readonly off?: readonly string[]
}

/** Where the rate may go, as the range test or the reader says. */
export interface RateBounds {
  readonly low: number
  readonly peak: number
}

/** Where the dots on the landscape start, and how they are moved. */
export interface LandscapeWalk {
  readonly x: number
  readonly y: number
  /** of the lane whose rate is the highest */
  readonly rate: number
  /** standard deviation of what is added to the slope */
  readonly noise: number
}

export interface Lab {
  readonly screen: Screen
  readonly problem: Problem
  /** null until the range test has answered, or the reader has chosen */
  readonly bounds: RateBounds | null
  /** seeds of the range test */
  readonly rangeSeeds: number
  readonly rangeSweep: Sweep
  /** two to six */
  readonly lanes: readonly Lane[]
  /** share of right answers on the held-out rows at which a lane has arrived */
  readonly target: number
  /** updates a second of the race; 0 is as fast as it goes */
  readonly pace: number
  /** seeds of the race that is run again and again */
  readonly seeds: number
  readonly landscape: LandscapeWalk
}

export const LANES = { fewest: 2, most: 6 } as const

export const MOMENTUM = 0.9

/** Where rates are looked for, the same for every lane: those that SGD with momentum takes on these networks. */
export const RATES = { low: 0.001, high: 1, coarse: 5, fine: 2 } as const

/** The experiment that a reader is led through who changes nothing. */
export const firstLab: Lab = {
  screen: 'rate',
  problem: {
    data: 'spirals',
    layers: [
      ...Array.from({ length: 8 }, () => [
        { kind: 'dense', outputs: 16 },
        { kind: 'batchNorm' },
        { kind: 'activation', activation: 'relu' },
      ]).flat(),
      { kind: 'dense', outputs: 2 },
    ],
    batchSize: 32,
    epochs: 20,
    seed: 1,
  },
  bounds: null,
  rangeSeeds: 5,
  rangeSweep: 'exponential',
  lanes: [
    { id: 'a', method: 'constant', rate: 0.1 },
    { id: 'b', method: 'linear', rate: 0.1 },
    { id: 'c', method: 'linear-with-ramp', rate: 0.1 },
    { id: 'd', method: 'one-cycle', rate: 0.1 },
  ],
  target: 0.95,
  pace: 100,
  // with fewer a 95 % interval of a median has no bound
  seeds: 6,
  landscape: { x: -3, y: 0.3, rate: 0.1, noise: 0.5 },
}

/** The name of a lane's method, as plots and sentences show it. */
export function laneName({ method, dialect }: Pick<Lane, 'method' | 'dialect'>): string {
  if (typeof method !== 'string') return method.name
  const name = method.replace(/^one-cycle/, '1cycle')
  return dialect === undefined ? name : `${name}, ${dialect}`
}
