/**
 * Whether the page keeps what races leave behind: 50 of them, each of other runs, after 110, by which the list of what can be
 * undone is full. Objects are counted, as the heap grows by what engines note of running code.
 */
import { races } from '../../test/web/browser/tests/memory.mjs'

const FULL = 110
const RACES = 50
/** kinds of nodes of a heap snapshot that a page makes */
const MADE = ['object', 'array', 'closure', 'string', 'concatenated string', 'sliced string']
/** objects that come and go with what is being drawn */
const OBJECTS = 100
/** megabytes that count as flat: less than one worker of each race would leave behind */
const HEAP = 1
const OWN = 20

export async function memory(fresh) {
  const objects = []
  const seen = await fresh(({ open }) =>
    races(open, FULL + RACES, async (race, session) => {
      if (race === FULL || race === FULL + RACES) objects.push(await countObjects(session))
    }),
  )
  const [full, after] = objects
  const row = (what, name, bound) => {
    const values = seen.map((race) => race[name] / 1e6).slice(FULL - RACES)
    const [before, now] = [Math.min(...values.slice(0, RACES)), Math.min(...values.slice(RACES))]
    return {
      what: `${what}, least of 50 races`,
      seen: `${before.toFixed(1)} MB, in the next 50 ${now.toFixed(1)} MB`,
      asked: `<= +${bound} MB`,
      holds: now - before <= bound,
      values,
    }
  }
  return [
    {
      what: `objects, arrays, closures and strings over ${RACES} races`,
      seen: `${full}, then ${after}`,
      asked: `<= +${OBJECTS}`,
      holds: after - full <= OBJECTS,
      values: objects,
    },
    row("the page's heap after a forced collection", 'heap', HEAP),
    row("the renderer's private memory", 'own', OWN),
  ]
}

async function countObjects(session) {
  const chunks = []
  const hear = ({ chunk }) => chunks.push(chunk)
  session.on('HeapProfiler.addHeapSnapshotChunk', hear)
  await session.send('HeapProfiler.takeHeapSnapshot')
  session.off('HeapProfiler.addHeapSnapshotChunk', hear)
  const { snapshot, nodes } = JSON.parse(chunks.join(''))
  const { node_fields: fields, node_types: types } = snapshot.meta
  const made = new Set(MADE.map((name) => types[0].indexOf(name)))
  let count = 0
  for (let i = fields.indexOf('type'); i < nodes.length; i += fields.length) if (made.has(nodes[i])) count++
  return count
}
