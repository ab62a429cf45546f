/** Ctrl or Command with a key, outside of fields where it means something else. */
import { useEffect } from 'preact/hooks'

export function useShortcut(key: string, action: () => void): void {
  useEffect(() => {
    const heard = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== key || !(event.ctrlKey || event.metaKey) || event.shiftKey) return
      if (event.target instanceof HTMLInputElement && ['text', 'number'].includes(event.target.type)) return
      event.preventDefault()
      action()
    }
    addEventListener('keydown', heard)
    return () => removeEventListener('keydown', heard)
  }, [key, action])
}
