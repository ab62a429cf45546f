/** Copies a text, and says so; where the browser refuses, shows it to be copied by hand. */
import { useState } from 'preact/hooks'
import { announce } from './announcer.tsx'

interface CopyButtonProps {
  readonly text: string
  /** what is copied: "the command of 1cycle" */
  readonly what: string
  /** what the button shows; by default "Copy" */
  readonly label?: string
}

export function CopyButton({ text, what, label = 'Copy' }: CopyButtonProps) {
  const [state, setState] = useState<'new' | 'copied' | 'refused'>('new')
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setState('copied')
      announce(`Copied ${what}`)
    } catch {
      // an insecure address, or a reader who refused
      setState('refused')
      announce(`Could not copy ${what}: the text is shown to be copied`)
    }
  }
  return (
    <>
      <button
        type="button"
        aria-label={`Copy ${what}`}
        onClick={copy}
        onBlur={() => state === 'copied' && setState('new')}
      >
        {state === 'copied' ? 'Copied' : label}
      </button>
      {state === 'refused' && (
        <textarea
          class="to-copy"
          readOnly
          aria-label={`Text of ${what}`}
          rows={Math.min(12, text.split('\n').length)}
          value={text}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
    </>
  )
}
