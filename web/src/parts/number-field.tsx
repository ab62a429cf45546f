/** A number with a name, a slider and a field: dragged, typed, or moved by the arrow keys. */
import { useId, useState } from 'preact/hooks'
import { short } from './words.ts'

interface NumberFieldProps {
  readonly label: string
  readonly value: number
  readonly low: number
  readonly high: number
  /** of the field, and of the slider where it is not logarithmic */
  readonly step: number
  /** equal ways on the slider are equal ratios */
  readonly logarithmic?: boolean
  readonly unit?: string
  /** one sentence about what it does */
  readonly help?: string
  readonly disabled?: boolean
  /** @param final false while the slider is being dragged */
  readonly onChange: (value: number, final: boolean) => void
}

const NOTCHES = 1000

export function NumberField({
  label,
  value,
  low,
  high,
  step,
  logarithmic,
  unit,
  help,
  disabled,
  onChange,
}: NumberFieldProps) {
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)
  // what is held stays in the hand until the value itself is another
  const [held, setHeld] = useState({ value, shown: value })
  const shown = held.value === value ? held.shown : value
  const position = logarithmic ? (Math.log(shown / low) / Math.log(high / low)) * NOTCHES : shown
  const slid = (text: string, final: boolean): void => {
    const at = Number(text)
    const next = logarithmic ? rounded(low * (high / low) ** (at / NOTCHES)) : at
    setHeld({ value, shown: final ? value : next })
    onChange(next, final)
  }
  const wrong = typed !== null && !(Number(typed) >= low && Number(typed) <= high)
  return (
    <div class="number-field">
      <label for={id}>
        {label}
        {unit !== undefined && <small> ({unit})</small>}
      </label>
      <input
        type="range"
        aria-label={`${label}, slider`}
        aria-valuetext={`${short(shown)}${unit === undefined ? '' : ` ${unit}`}`}
        min={logarithmic ? 0 : low}
        max={logarithmic ? NOTCHES : high}
        step={logarithmic ? 1 : step}
        disabled={disabled}
        value={position}
        onInput={(event) => slid(event.currentTarget.value, false)}
        onChange={(event) => slid(event.currentTarget.value, true)}
      />
      <input
        id={id}
        type="number"
        inputMode="decimal"
        min={low}
        max={high}
        step="any"
        disabled={disabled}
        value={typed ?? short(shown)}
        aria-invalid={wrong}
        aria-describedby={wrong || help !== undefined ? `${id}-help` : undefined}
        onInput={(event) => {
          const text = event.currentTarget.value
          setTyped(text)
          if (text !== '' && Number(text) >= low && Number(text) <= high) onChange(Number(text), true)
        }}
        onBlur={() => setTyped(null)}
      />
      {(wrong || help !== undefined) && (
        <small id={`${id}-help`} class={wrong ? 'wrong' : 'help'}>
          {wrong ? `expected ${low} to ${high}` : help}
        </small>
      )}
    </div>
  )
}

/** Three digits, as people write rates. */
function rounded(value: number): number {
  return Number(value.toPrecision(3))
}
