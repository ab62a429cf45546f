/** All that a reader may take along from a race. */
import { useState } from 'preact/hooks'
import { announce } from '../parts/announcer.tsx'
import { download } from '../parts/download.ts'
import type { RaceCurves } from './race-curves.ts'
import './export-menu.css'

export interface TrainedNetwork {
  readonly name: string
  /** the file that `onecycle evaluate --network` loads */
  readonly save: () => Promise<Uint8Array>
}

interface ExportMenuProps {
  /** asked when something is exported; null before the race */
  readonly race: (() => RaceCurves) | null
  readonly networks: readonly TrainedNetwork[]
  /** what stands after --data of the command that evaluates one of them */
  readonly data: string
}

export function ExportMenu({ race, networks, data }: ExportMenuProps) {
  const [failure, setFailure] = useState<string | null>(null)
  const exported = (name: string, make: () => Promise<Parameters<typeof download>[1]>, type: string) => async () => {
    try {
      download(name, await make(), type)
      setFailure(null)
      announce(`Made ${name}`)
    } catch (error) {
      setFailure(`${name} could not be made: ${(error as Error).message}`)
    }
  }
  const figure = async (curves: RaceCurves) => (await import('./race-figure.ts')).raceFigure(curves)
  return (
    <details class="export">
      <summary>Export</summary>
      {race === null && networks.length === 0 && <p>There is something to export once lanes have run.</p>}
      <div class="tools">
        {race !== null && (
          <>
            <Item name="Curves as SVG" act={exported('race.svg', () => figure(race()), 'image/svg+xml')} />
            <Item
              name="Curves as PNG"
              act={exported(
                'race.png',
                async () => (await import('./png.ts')).pngOf(await figure(race())),
                'image/png',
              )}
            />
            <Item
              name="Numbers as CSV"
              act={exported('race.csv', async () => (await import('./race-csv.ts')).raceCsv(race()), 'text/csv')}
            />
            <Item
              name="All as JSON"
              act={exported(
                'race.json',
                async () => (await import('./race-json.ts')).raceJson(race()),
                'application/json',
              )}
            />
          </>
        )}
        {networks.map(({ name, save }) => (
          <Item
            key={name}
            name={`Network of ${name}`}
            act={exported(fileName(name), async () => new Uint8Array(await save()), 'application/octet-stream')}
          />
        ))}
      </div>
      {networks.length > 0 && (
        <p>
          <small>
            A network is a file for{' '}
            <code>
              npx onecycle-cli evaluate --network {fileName(networks[0]?.name ?? '')} --data {data}
            </code>
            , or <code>loadNetwork</code> in a program: the SHA-256 of its weights is the same there.
          </small>
        </p>
      )}
      {failure !== null && (
        <p class="wrong" role="alert">
          {failure}
        </p>
      )}
    </details>
  )
}

function Item({ name, act }: { readonly name: string; readonly act: () => void }) {
  return (
    <button type="button" onClick={act}>
      {name}
    </button>
  )
}

/** Letters, digits and dashes. */
function fileName(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  return `${plain || 'lane'}.net`
}
