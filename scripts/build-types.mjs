/**
 * The declarations of dist/: of all that tsc wrote, what the entry points reach, with its comments. What one entry alone
 * reaches stands in its own file, what several reach in dist/types.d.ts.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { parseSync } from 'rolldown/utils'

const SHARED = 'types.d.ts'

/** @param source its TypeScript; @param from what tsc made of it; @param entries paths of declarations there; @param to */
export function writeTypes({ source, from, entries, to }) {
  const modules = new Map()
  const load = (file) => {
    if (!modules.has(file)) modules.set(file, readModule(file, headOf(join(source, relative(from, file)))))
    return modules.get(file)
  }
  const graph = { load, owners: new Map() }
  const faces = entries.map((entry) => {
    const face = exportsOf(graph, join(from, entry))
    for (const declaration of face.values()) reach(graph, declaration, entry)
    return { entry, face }
  })
  const home = (declaration) => {
    const [first, second] = graph.owners.get(declaration)
    return second === undefined ? first : SHARED
  }
  const write = (file, face, declarations) => {
    const names = declarations.map(({ name }) => name)
    const twice = names.find((name, i) => names.indexOf(name) !== i)
    if (twice !== undefined) throw new Error(`build-types: ${file} needs two declarations named ${twice}, rename one`)
    const isOwn = (declaration) => home(declaration) === file
    const used = declarations.flatMap((declaration) => referencesOf(graph, declaration)).filter((one) => !isOwn(one))
    const [own, other] = [true, false].map((is) => [...face].filter(([, declaration]) => isOwn(declaration) === is))
    const path = JSON.stringify(`${relative(dirname(file), 'types') || 'types'}.js`.replace(/^(?!\.)/, './'))
    const list = (pairs) => pairs.map(([as, { name }]) => (as === name ? name : `${name} as ${as}`)).join(', ')
    const lines = [
      used.length > 0 &&
        `import type { ${[...new Set(used.map(({ name }) => name))].sort().join(', ')} } from ${path};`,
      other.length > 0 && `export { ${list(other)} } from ${path};`,
      ...declarations.map(({ text }) => text),
      `export { ${list(own)} };`,
    ]
    mkdirSync(dirname(join(to, file)), { recursive: true })
    writeFileSync(join(to, file), `${lines.filter(Boolean).join('\n')}\n`)
  }
  const all = [...graph.owners.keys()]
  const shared = all.filter((declaration) => home(declaration) === SHARED)
  write(SHARED, new Map(shared.map((declaration) => [declaration.name, declaration])), shared)
  for (const { entry, face } of faces) {
    write(
      entry,
      face,
      all.filter((declaration) => home(declaration) === entry),
    )
  }
}

/** The comment with which a module begins; tsc loses it where it drops the import behind it. */
function headOf(declarations) {
  return /^\/\*\*.*?\*\//s.exec(readFileSync(declarations.replace(/\.d\.ts$/, '.ts'), 'utf8'))?.[0]
}

/** Its declarations, and where its other names come from. */
function readModule(file, head) {
  const text = readFileSync(file, 'utf8')
  const { program, comments } = parseSync(file, text)
  const module = { file, declared: new Map(), imported: new Map(), exported: new Map(), stars: [] }
  const source = (node) => resolve(dirname(file), node.source.value.replace(/\.js$/, '.d.ts'))
  for (const node of program.body) {
    if (node.type === 'ImportDeclaration') {
      for (const { local, imported } of node.specifiers)
        module.imported.set(local.name, { file: source(node), name: imported.name })
    } else if (node.type === 'ExportAllDeclaration') module.stars.push(source(node))
    else if (node.type === 'ExportNamedDeclaration' && !node.declaration) {
      for (const { local, exported } of node.specifiers) {
        module.exported.set(exported.name, { file: node.source ? source(node) : file, name: local.name })
      }
    } else {
      const inner = node.declaration ?? node
      const name = (inner.id ?? inner.declarations[0].id).name
      const comment = comments.findLast(({ end }) => end <= node.start && text.slice(end, node.start).trim() === '')
      const words = text.slice(inner.start, node.end).replace(/^(?!declare|interface|type)/, 'declare ')
      const own = comment && text.slice(comment.start, comment.end)
      // the head of a module is about the name that the file has
      const doc = own ?? (name.toLowerCase() === basename(file, '.d.ts').replaceAll('-', '') ? head : undefined)
      const known = module.declared.get(name)
      const whole = tabs([doc, words].filter(Boolean).join('\n'))
      if (known) Object.assign(known, { text: `${known.text}\n${whole}`, nodes: [...known.nodes, inner] })
      else module.declared.set(name, { name, file, text: whole, nodes: [inner] })
      if (node.declaration) module.exported.set(name, { file, name })
    }
  }
  return module
}

const tabs = (text) => text.replace(/^(?: {4})+/gm, (spaces) => '\t'.repeat(spaces.length / 4))

/** The declaration that a name in a module means, or nothing if it is one of the language's own. */
function find({ load }, file, name) {
  const { declared, imported, exported, stars } = load(file)
  if (declared.has(name)) return declared.get(name)
  const origin = imported.get(name) ?? exported.get(name)
  if (origin !== undefined) return find({ load }, origin.file, origin.name)
  for (const star of stars) {
    const found = find({ load }, star, name)
    if (found !== undefined) return found
  }
}

function exportsOf(graph, file) {
  const { exported, stars } = graph.load(file)
  const face = new Map(stars.flatMap((star) => [...exportsOf(graph, star)]))
  for (const [as, { file, name }] of exported) face.set(as, find(graph, file, name))
  return face
}

function reach(graph, declaration, entry) {
  const owners = graph.owners.get(declaration) ?? []
  if (owners.includes(entry)) return
  graph.owners.set(declaration, [...owners, entry])
  for (const other of referencesOf(graph, declaration)) reach(graph, other, entry)
}

function referencesOf(graph, declaration) {
  const names = new Set()
  for (const node of declaration.nodes) collect(node, names)
  return [...names].map((name) => find(graph, declaration.file, name)).filter((one) => one && one !== declaration)
}

/** Names in the places of types and values; not those of properties and parameters. */
function collect(node, names) {
  if (node === null || typeof node !== 'object') return
  if (Array.isArray(node)) for (const one of node) collect(one, names)
  else {
    if (node.type === 'TSImportType') throw new Error('build-types: a type is imported in place, name it in its module')
    if (node.type === 'Identifier' && !node.typeAnnotation) names.add(node.name)
    for (const [key, value] of Object.entries(node)) if (key !== 'key' || node.computed) collect(value, names)
  }
}
