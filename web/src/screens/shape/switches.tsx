/** The four parts of 1cycle, each on a switch. */
import { More } from '../../parts/more.tsx'
import { parts } from '../../schedule/one-cycle.ts'
import type { Shape } from '../../state/lab.ts'
import { putShape } from './edited.ts'

export function Switches({ shape }: { readonly shape: Shape }) {
  const off = shape.off ?? []
  const toggle = (id: string): void => {
    putShape({ ...shape, off: off.includes(id) ? off.filter((part) => part !== id) : [...off, id] })
  }
  return (
    <fieldset class="switches">
      <legend>Parts of 1cycle</legend>
      {parts.map(({ id, name, without }) => (
        <div key={id}>
          <label class="check">
            <input
              type="checkbox"
              checked={!off.includes(id)}
              aria-describedby={`without-${id}`}
              onChange={() => toggle(id)}
            />
            {name}
          </label>
          <small id={`without-${id}`} class="help">
            Without it: {without}.
          </small>
        </div>
      ))}
      <More title="Which part earns it?">
        <p>
          Switch one off in a copy of this lane and race both: the difference is what the part earns. With the dialect's
          own parameters these are the methods that a study's ablation compares, each tuned on its own.
        </p>
      </More>
    </fieldset>
  )
}
