/** What is set of the edited lane: its kind of schedule, its parameters, its rate. */
import { Choice } from '../../parts/choice.tsx'
import { More } from '../../parts/more.tsx'
import { NumberField } from '../../parts/number-field.tsx'
import { addPointAnywhere } from '../../schedule/drawn.ts'
import { kindById, kinds } from '../../schedule/kinds/kinds.ts'
import { dialects, dialectWords } from '../../schedule/one-cycle.ts'
import { isChoice, type Parameter } from '../../schedule/parameters.ts'
import { parametersOf, pointsOf, shapeOf, valuesIn } from '../../schedule/shape.ts'
import type { Shape } from '../../state/lab.ts'
import { edited, putLane, putShape } from './edited.ts'
import { Switches } from './switches.tsx'

const options = kinds.map(({ id, name }) => ({ value: id, text: name }))

export function Editor() {
  const lane = edited.value
  const shape = shapeOf(lane)
  const kind = shape === null ? undefined : kindById(shape.kind)
  return (
    <section aria-label="The edited lane" class="editor">
      <Choice
        label="Schedule"
        value={shape?.kind ?? ''}
        options={shape === null ? [{ value: '', text: 'described elsewhere' }, ...options] : options}
        onChange={(id) => {
          if (id !== '') putShape({ kind: id, values: {} })
        }}
      />
      {kind === undefined ? (
        <p>This lane has a method that was not made here. Choose a schedule to replace it.</p>
      ) : (
        <>
          <p>{kind.does}</p>
          <More title="Formula">
            <p>{kind.formula}</p>
            {kind.id === 'one-cycle' && (
              <dl class="dialects">
                {dialects.map((dialect) => (
                  <div key={dialect}>
                    <dt>{dialect}</dt>
                    <dd>{dialectWords[dialect]}</dd>
                  </div>
                ))}
              </dl>
            )}
          </More>
        </>
      )}
      <NumberField
        label="Peak rate"
        value={lane.rate}
        low={0.0001}
        high={10}
        step={0.001}
        logarithmic
        help="The highest rate of this lane."
        onChange={(rate, final) => putLane({ ...lane, rate }, final)}
      />
      {shape?.kind === 'one-cycle' && <Switches shape={shape} />}
      {shape?.kind === 'drawn' && <Drawing shape={shape} />}
      {shape !== null &&
        parametersOf(shape).map((parameter) => <Field key={parameter.key} parameter={parameter} shape={shape} />)}
      {shape !== null && Object.keys(shape.values).length > 0 && (
        <button type="button" onClick={() => putShape({ ...shape, values: {} })}>
          Back to the defaults
        </button>
      )}
    </section>
  )
}

function Field({ parameter, shape }: { readonly parameter: Parameter; readonly shape: Shape }) {
  const value = valuesIn(shape)[parameter.key]
  const set = (next: number | string, final = true): void =>
    putShape({ ...shape, values: { ...shape.values, [parameter.key]: next } }, final)
  if (isChoice(parameter)) {
    return (
      <>
        <Choice
          label={parameter.label}
          value={String(value)}
          options={parameter.options}
          onChange={(next) => set(next)}
        />
        <small class="help">{parameter.help}</small>
      </>
    )
  }
  const { label, low, high, step, logarithmic, unit, help } = parameter
  return (
    <NumberField
      label={label}
      value={Number(value)}
      low={low}
      high={high}
      step={step}
      help={help}
      {...(logarithmic === undefined ? {} : { logarithmic })}
      {...(unit === undefined ? {} : { unit })}
      onChange={set}
    />
  )
}

function Drawing({ shape }: { readonly shape: Shape }) {
  const points = pointsOf(shape)
  return (
    <>
      <p>
        Click the plot to add a point, drag a point to move it, double-click it to remove it. With the keyboard: Tab to
        a point, then the arrow keys, and Delete.
      </p>
      <button
        type="button"
        disabled={addPointAnywhere(points) === points}
        onClick={() => putShape({ ...shape, points: addPointAnywhere(points) })}
      >
        Add a point
      </button>
    </>
  )
}
