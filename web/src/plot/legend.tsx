/** The names of curves beside their colours. */
interface LegendProps {
  readonly curves: readonly { readonly name: string; readonly tone: string; readonly dash?: readonly number[] }[]
}

export function Legend({ curves }: LegendProps) {
  return (
    <ul class="legend">
      {curves.map(({ name, tone, dash }) => (
        <li key={name}>
          <svg width="28" height="10" aria-hidden="true">
            <line
              x1="0"
              y1="5"
              x2="28"
              y2="5"
              stroke={`var(--oc-${tone})`}
              stroke-width="3"
              stroke-dasharray={dash?.join(' ')}
            />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  )
}
