/** Copies a text, and says so. */
import { announce } from './announcer.tsx'

interface CopyButtonProps {
  readonly text: string
  /** what is copied: "the command of 1cycle" */
  readonly what: string
}

export function CopyButton({ text, what }: CopyButtonProps) {
  return (
    <button type="button" aria-label={`Copy ${what}`} onClick={() => copy(text, what)}>
      Copy
    </button>
  )
}

async function copy(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    announce(`Copied ${what}`)
  } catch {
    // an insecure address, or a reader who refused
    announce(`Could not copy ${what}: select the text and copy it`)
  }
}
