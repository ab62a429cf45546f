/** A part of a screen that is fetched when it is first shown, so that the first screen need not wait for it. */
import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'

interface LaterProps {
  /** as in "Loading the landscape" */
  readonly name: string
  readonly load: () => Promise<ComponentType>
}

export function Later({ name, load }: LaterProps) {
  const [part, setPart] = useState<{ readonly Component: ComponentType } | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    load().then(
      (Component) => setPart({ Component }),
      () => setFailed(true),
    )
  }, [])
  if (part !== null) return <part.Component />
  if (!failed) return <p class="later">Loading {name} ...</p>
  return <p class="later">The page could not load {name}. Load the page again when you are online.</p>
}
