/** The points of a drawn schedule as handles. */
import { laneTone } from '../../lanes/names.ts'
import { announce } from '../../parts/announcer.tsx'
import type { Handle } from '../../plot/handles.tsx'
import { movePoint, removePoint } from '../../schedule/drawn.ts'
import { pointsOf } from '../../schedule/shape.ts'
import type { Shape } from '../../state/lab.ts'
import { edited, putShape } from './edited.ts'

export function pointHandles(shape: Shape, rate: number, total: number): Handle[] {
  const points = pointsOf(shape)
  const last = Math.max(1, total - 1)
  const tone = laneTone(edited.value.id)
  const put = (index: number, share: number, height: number, final: boolean): void => {
    putShape({ ...shape, points: movePoint(points, index, [share, height]) }, final)
  }
  return points.map(([share, height], index) => ({
    key: `${index}`,
    label: `Point ${index + 1} of ${points.length}`,
    text: `after ${Math.round(share * 100)} % of the run, ${Math.round(height * 100)} % of the rate`,
    low: 0,
    high: 100,
    now: Math.round(height * 100),
    tone,
    x: share * last,
    y: height * rate,
    onMove: (x, y, final) => put(index, x / last, y / rate, final),
    onNudge: (right, up, final) => put(index, share + right / 100, height + up / 100, final),
    onRemove: () => {
      const left = removePoint(points, index)
      if (left === points) return
      putShape({ ...shape, points: left })
      announce(`Point ${index + 1} is gone.`)
    },
  }))
}
