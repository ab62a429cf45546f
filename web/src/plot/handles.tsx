/** Handles over a plot: dragged with mouse, pen or finger, moved by the arrow keys, heard as sliders. */
import { type Signal, useSignal } from '@preact/signals'
import { useMemo, useRef } from 'preact/hooks'
import type uPlot from 'uplot'
import './handles.css'

export interface Handle {
  readonly key: string
  /** what a reader of screens hears; and where it is, in words */
  readonly label: string
  readonly text: string
  readonly low: number
  readonly high: number
  readonly now: number
  /** a tone of the page */
  readonly tone: string
  readonly x: number
  /** absent: a line over the whole height, which moves along x alone */
  readonly y?: number
  /** shown at the line, on its right or its left */
  readonly name?: string
  readonly nameBefore?: boolean
  /** @param final false while it is being dragged */
  readonly onMove: (x: number, y: number, final: boolean) => void
  /** by the keys: 1 for an arrow, 10 for a page, as many notches; not final while a key is held down */
  readonly onNudge: (right: number, up: number, final: boolean) => void
  readonly onRemove?: () => void
}

/** What ties a plot to its handles: give `onReady` and `over` to the plot, all of it to `Handles`. */
export interface HandlesTie {
  readonly plot: Signal<uPlot | null>
  readonly drawn: Signal<number>
  readonly onReady: (plot: uPlot) => void
  readonly over: () => void
}

export function useHandles(): HandlesTie {
  const plot = useSignal<uPlot | null>(null)
  const drawn = useSignal(0)
  return useMemo(
    () => ({
      plot,
      drawn,
      onReady: (ready) => {
        plot.value = ready
      },
      over: () => {
        drawn.value++
      },
    }),
    [],
  )
}

/** What is held, and by how many pixels the pointer is beside it. */
interface Grip {
  readonly key: string
  readonly dx: number
  readonly dy: number
  isMoved: boolean
}

/** pixels that a name at a line may need */
const NAME = 90

/** A name that has no room on its left stands lower on the right, clear of the next line's. */
function nameClass({ nameBefore }: Handle, room: number): string {
  if (!nameBefore) return 'after'
  return room > NAME ? 'before' : 'after lower'
}

const keys: Readonly<Record<string, readonly [right: number, up: number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
  PageUp: [0, 10],
  PageDown: [0, -10],
}

export function Handles({ tie, handles }: { readonly tie: HandlesTie; readonly handles: readonly Handle[] }) {
  const held = useRef<Grip | null>(null)
  const plot = tie.plot.value
  // read, so that the handles follow when the plot has been drawn anew
  if (plot === null || tie.drawn.value === 0) return null
  const { offsetLeft: left, offsetTop: top, clientWidth: width, clientHeight: height } = plot.over
  const within = (value: number, most: number): number => Math.min(Math.max(value, 0), most)
  const moved = (event: PointerEvent, handle: Handle, { dx, dy }: Grip, final: boolean): void => {
    const box = plot.over.getBoundingClientRect()
    const x = within(event.clientX - dx - box.left, width)
    const y = within(event.clientY - dy - box.top, height)
    handle.onMove(plot.posToVal(x, 'x'), plot.posToVal(y, 'y'), final)
  }
  return (
    <div class="handles">
      {handles.map((handle) => {
        const x = left + within(plot.valToPos(handle.x, 'x'), width)
        const isLine = handle.y === undefined
        const y = top + (isLine ? 0 : within(plot.valToPos(handle.y, 'y'), height))
        return (
          <div
            key={handle.key}
            class={isLine ? 'handle line' : 'handle point'}
            style={{
              left: `${x}px`,
              top: `${y}px`,
              height: isLine ? `${height}px` : undefined,
              color: `var(--oc-${handle.tone})`,
            }}
            role="slider"
            tabIndex={0}
            aria-label={handle.label}
            aria-valuemin={handle.low}
            aria-valuemax={handle.high}
            aria-valuenow={handle.now}
            aria-valuetext={handle.text}
            onPointerDown={(event) => {
              if (event.button !== 0) return
              event.currentTarget.setPointerCapture(event.pointerId)
              event.currentTarget.focus()
              const box = plot.over.getBoundingClientRect()
              const dx = event.clientX - box.left - (x - left)
              const dy = event.clientY - box.top - (y - top)
              held.current = { key: handle.key, dx, dy, isMoved: false }
            }}
            onPointerMove={(event) => {
              const grip = held.current
              if (grip?.key !== handle.key) return
              grip.isMoved = true
              moved(event, handle, grip, false)
            }}
            onPointerUp={(event) => {
              const grip = held.current
              held.current = null
              if (grip?.key === handle.key && grip.isMoved) moved(event, handle, grip, true)
            }}
            onPointerCancel={() => {
              held.current = null
            }}
            onDblClick={handle.onRemove}
            onKeyDown={(event) => {
              const nudge = keys[event.key]
              const removes = event.key === 'Delete' || event.key === 'Backspace'
              if (nudge !== undefined) handle.onNudge(...nudge, !event.repeat)
              else if (removes && handle.onRemove !== undefined) handle.onRemove()
              else return
              event.preventDefault()
            }}
          >
            {handle.name !== undefined && <span class={nameClass(handle, x - left)}>{handle.name}</span>}
          </div>
        )
      })}
    </div>
  )
}
