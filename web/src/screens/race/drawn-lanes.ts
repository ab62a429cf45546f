/** What the plots draw: the lanes, and behind them the ghosts of their forks. */
import { laneNames, laneTone } from '../../lanes/names.ts'
import { ghostOf } from '../../lanes/running.ts'
import { type Lane, laneName } from '../../state/lab.ts'

export interface DrawnLane {
  readonly lane: Lane
  readonly name: string
  readonly tone: string
  readonly ghost: boolean
}

/** Ghosts first, so that lanes are drawn over them. */
export function drawnLanes(lanes: readonly Lane[]): DrawnLane[] {
  const names = laneNames(lanes)
  const drawn = lanes.map((lane, i) => ({ lane, name: names[i] as string, tone: laneTone(lane.id), ghost: false }))
  const ghosts = drawn.filter(({ lane }) => lane.before !== undefined)
  return [
    ...ghosts.map((one) => ({
      ...one,
      lane: ghostOf(one.lane),
      name: `${laneName(ghostOf(one.lane))} as it was`,
      ghost: true,
    })),
    ...drawn,
  ]
}

export const ghostLine = { width: 1.5, dash: [2, 3] } as const
