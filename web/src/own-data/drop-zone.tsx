/** Takes files: dropped, or chosen with a button. */
import { useRef, useState } from 'preact/hooks'

interface DropZoneProps {
  /** of the button */
  readonly label: string
  /** what else may be done, beside the button */
  readonly hint: string
  readonly accept?: string
  readonly onFiles: (files: readonly File[]) => void
}

export function DropZone({ label, hint, accept, onFiles }: DropZoneProps) {
  const input = useRef<HTMLInputElement>(null)
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
      <button type="button" onClick={() => input.current?.click()}>
        {label}
      </button>
      <span>{hint}</span>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={accept}
        aria-label={label}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])]
          // so that the same file can be chosen again
          event.currentTarget.value = ''
          if (files.length > 0) onFiles(files)
        }}
      />
    </div>
  )
}
