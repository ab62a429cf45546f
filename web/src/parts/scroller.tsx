/** Lets what is wider than the page be scrolled sideways, by the arrow keys as well. */
import type { ComponentChildren } from 'preact'

export function Scroller({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without focus, the arrow keys cannot scroll it
    <section class="table-scroll" aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
