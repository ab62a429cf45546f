/**
 * The one worker of the page, in the role that its name says: roles share the library, so the page loads it once for all.
 * Messages that come while a role is being loaded wait for it.
 */
type Role = { readonly receive: (message: never) => unknown }

const roles: Readonly<Record<string, () => Promise<Role>>> = {
  files: () => import('./files-worker.ts'),
  'whole-runs': () => import('./whole-runs-worker.ts'),
  range: () => import('./range-worker.ts'),
  lane: () => import('./lane/worker.ts'),
  study: () => import('./study/worker.ts'),
  'study-trial': () => import('./study/trial-worker.ts'),
}

const role = (roles[self.name] as () => Promise<Role>)()

self.onmessage = async ({ data }) => {
  const { receive } = await role
  await receive(data as never)
}
