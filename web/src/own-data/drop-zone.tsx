/** Takes files: dropped, or chosen with a button. */
import { useState } from 'preact/hooks'
import { chooseFiles } from '../parts/choose-files.ts'

interface DropZoneProps {
  /** of the button */
  readonly label: string
  /** what else may be done, beside the button */
  readonly hint: string
  readonly accept?: string
  readonly onFiles: (files: readonly File[]) => void
}

export function DropZone({ label, hint, accept, onFiles }: DropZoneProps) {
  const [over, setOver] = useState(false)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way to the button's, for a mouse alone
    <div
      class={over ? 'drop-zone over' : 'drop-zone'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const files = [...(event.dataTransfer?.files ?? [])]
        if (files.length > 0) onFiles(files)
      }}
    >
      <button type="button" onClick={() => chooseFiles(onFiles, accept)}>
        {label}
      </button>
      <span>{hint}</span>
    </div>
  )
}
