/** How likely a lane holds each class for one picture. */
import { surest } from '../confusion.ts'

interface BarsProps {
  readonly name: string
  readonly tone: string
  readonly chances: readonly number[] | null
  readonly classNames: readonly string[]
}

/** More classes are told by the likeliest alone. */
const MOST = 10

export function Bars({ name, tone, chances, classNames }: BarsProps) {
  if (chances === null) {
    return (
      <div class="bars">
        <strong>{name}</strong>
        <p>no answer</p>
      </div>
    )
  }
  const [best, sure] = surest(chances, 0, chances.length)
  const shown = classNames.map((text, c) => ({ text, chance: chances[c] ?? 0 }))
  const few = shown.length <= MOST ? shown : [...shown].sort((a, b) => b.chance - a.chance).slice(0, MOST)
  return (
    <div class="bars">
      <p>
        <span class="swatch" style={{ background: `var(--oc-${tone})` }} /> <strong>{name}</strong>: {classNames[best]},{' '}
        {(100 * sure).toFixed(0)} %
      </p>
      <ul>
        {few.map(({ text, chance }) => (
          <li key={text}>
            <span class="bar-name">{text}</span>
            <span class="bar" aria-hidden="true">
              <span style={{ width: `${100 * chance}%`, background: `var(--oc-${tone})` }} />
            </span>
            <span class="only-heard">{(100 * chance).toFixed(0)} %</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
