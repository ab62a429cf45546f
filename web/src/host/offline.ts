/** The copy of the page that the browser keeps, so that it works offline; and the newer one that waits. */
import { signal } from '@preact/signals'

/** A newer version of the page that is loaded and waits. */
export const newVersion = signal<ServiceWorker | null>(null)

/** Once, in the page as it is built. Where the browser keeps no copy the page works all the same, online. */
export async function keepOffline(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  try {
    const registration = await navigator.serviceWorker.register('./service-worker.js')
    note(registration.waiting)
    registration.addEventListener('updatefound', () => {
      const { installing } = registration
      installing?.addEventListener('statechange', () => note(registration.waiting))
    })
  } catch {
    // a browser may refuse it, in a private window say
  }
}

/** The first version that a reader loads takes over by itself: there is none to wait for. */
function note(waiting: ServiceWorker | null): void {
  if (navigator.serviceWorker.controller !== null) newVersion.value = waiting
}

/** Every open page of the reader's goes over to the new version, this one by a reload. */
export function takeNewVersion(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  newVersion.value?.postMessage('take over')
}
