/** What is one click away: the formula behind a word. */
import type { ComponentChildren } from 'preact'

export function More({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <details class="more">
      <summary>{title}</summary>
      <div>{children}</div>
    </details>
  )
}
