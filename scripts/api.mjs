/**
 * Writes docs/api.md: every public name of every entry point, with its signature and the first sentence of its doc comment,
 * by the folder of src that it comes from. Reads the declarations that tsc wrote into build/tsc.
 *
 *     node scripts/api.mjs
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseSync } from 'rolldown/utils'

/** Folders of src, in the order of the page. */
const AREAS = {
  network: 'Networks',
  layers: 'Layers',
  losses: 'Losses',
  training: 'Training',
  optimizers: 'Optimizers',
  schedules: 'Schedules',
  data: 'Data',
  measure: 'Measuring',
  report: 'Reports',
  worker: 'Workers',
  core: 'Engines',
}

/** Where a name that an entry point makes itself belongs. */
const OF_ENTRIES = {
  createNetwork: 'network',
  loadNetwork: 'network',
  cloneNetwork: 'network',
  NetworkOptions: 'network',
  compare: 'measure',
  runTrial: 'measure',
}

const files = new Map()

/** A module of build/tsc: its text, its comments, and what it declares, imports and exports. */
export function read(file) {
  if (files.has(file)) return files.get(file)
  const text = readFileSync(file, 'utf8')
  const { program, comments } = parseSync(file, text)
  const module = { file, text, comments, declared: new Map(), imported: new Map(), body: program.body }
  files.set(file, module)
  for (const node of program.body) {
    const declaration = node.declaration ?? node
    for (const name of namesOf(declaration)) {
      module.declared.set(name, [...(module.declared.get(name) ?? []), { node, declaration }])
    }
    if (node.type !== 'ImportDeclaration') continue
    for (const one of node.specifiers) {
      if (one.type !== 'ImportSpecifier') continue
      module.imported.set(one.local.name, { from: fileOf(file, node.source.value), name: one.imported.name })
    }
  }
  return module
}

function namesOf(declaration) {
  if (declaration.type === 'VariableDeclaration') return declaration.declarations.map(({ id }) => id.name)
  return declaration.id?.name === undefined ? [] : [declaration.id.name]
}

function fileOf(from, source) {
  return resolve(dirname(from), source.replace(/\.js$/, '.d.ts'))
}

/** Every name that a module exports, with the module that declares it and its name there. */
export function exportsOf(file) {
  const { body, declared } = read(file)
  const found = new Map()
  for (const node of body) {
    if (node.type === 'ExportAllDeclaration') {
      // a name that the module exports itself hides one that comes with all of another's
      for (const [name, place] of exportsOf(fileOf(file, node.source.value)))
        if (!found.has(name)) found.set(name, place)
    }
    if (node.type !== 'ExportNamedDeclaration') continue
    if (node.declaration) for (const name of namesOf(node.declaration)) found.set(name, { file, name })
    for (const { local, exported } of node.specifiers) {
      const from = node.source && fileOf(file, node.source.value)
      found.set(exported.name, from ? exportsOf(from).get(local.name) : placeOf(file, local.name, declared))
    }
  }
  return found
}

export function placeOf(file, name, declared) {
  if (declared.has(name)) return { file, name }
  const { from, name: there } = read(file).imported.get(name)
  return exportsOf(from).get(there)
}

/** The comment that ends right before a node, without its stars. */
export function commentOf({ text, comments }, start) {
  const before = comments.findLast(({ end }) => end <= start)
  if (before === undefined || before.type !== 'Block' || !before.value.startsWith('*')) return ''
  if (text.slice(before.end, start).trim() !== '') return ''
  return before.value.replace(/^\s*\* ?/gm, '').trim()
}

/** Up to the first full stop, colon with a list below it, blank line or tag. */
function firstSentence(comment) {
  const paragraph = comment.split(/\n\s*\n|\n\s*@|^@/)[0].replaceAll(/\s+/g, ' ')
  const [sentence] = /^.*?[.](?=\s[A-Z`{]|$)/.exec(paragraph) ?? [paragraph]
  return sentence.replace(/[.:]$/, '')
}

/** A declaration in one line, as a reader calls or names it. */
function signatureOf(module, { declaration }, name) {
  const { text } = module
  const { type, start, end } = declaration
  const whole = (from, to) =>
    text
      .slice(from, to)
      .replaceAll(/\/\*[\s\S]*?\*\//g, '')
      .replaceAll(/\s+/g, ' ')
      .replace(/;? ?$/, '')
  if (type === 'TSDeclareFunction') return whole(start, end).replace(/^(?:declare )?(?:async )?function /, '')
  if (type === 'VariableDeclaration') {
    const { id, start: from, end: to } = declaration.declarations.find((one) => one.id.name === name)
    const kind = id.typeAnnotation?.typeAnnotation
    if (kind?.type !== 'TSFunctionType') return whole(from, to)
    return `${name}${whole(kind.start, kind.returnType.start)}: ${whole(kind.returnType.typeAnnotation.start, kind.end)}`
  }
  if (type === 'ClassDeclaration') return `class ${name}`
  if (type === 'TSInterfaceDeclaration') {
    const bases = declaration.extends.map(({ start, end }) => whole(start, end)).join(', ')
    return `${name}${bases && ` extends ${bases}`} { ${membersOf(module, declaration.body.body).join(', ')} }`
  }
  const right = declaration.typeAnnotation
  if (right.type === 'TSTypeLiteral') return `${name} { ${membersOf(module, right.members).join(', ')} }`
  const line = `${name} = ${whole(right.start, right.end)}`
  return line.length > 160 ? name : line
}

function membersOf(module, members) {
  const shown = members.filter(({ start }) => !commentOf(module, start).includes('@internal'))
  return shown.map(({ key, optional }) => key && `${key.name}${optional ? '?' : ''}`).filter(Boolean)
}

/** What a class offers: a line for each method and property. */
function linesOfClass(module, { body }) {
  const shown = new Map()
  for (const member of body.body) {
    const { type, key, kind } = member
    if (key?.name === undefined || key.type === 'PrivateIdentifier' || kind === 'constructor') continue
    if (/private/.test(member.accessibility ?? '')) continue
    const signature = module.text
      .slice(key.start, member.end)
      .replaceAll(/\s+/g, ' ')
      .replace(/;$/, '')
      .replace(/^(\w+)\(\)(: .*)$/, kind === 'get' ? '$1$2' : '$1()$2')
    const comment = commentOf(module, member.start)
    if (comment.includes('@internal')) continue
    const said = firstSentence(comment)
    const before = shown.get(key.name)
    if (before === undefined) shown.set(key.name, { signatures: [signature], said })
    else before.signatures.push(signature)
    if (type === 'TSIndexSignature') shown.delete(key.name)
  }
  return [...shown.values()].map(({ signatures, said }) => {
    return `  - ${signatures.map((one) => `\`${one}\``).join(', ')}${said ? `: ${said}` : ''}`
  })
}

/** The public names: entry point, area, name, its lines on the page, and whether it has a doc comment. */
export function publicNames() {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8'))
  const seen = new Set()
  return Object.entries(exports).flatMap(([at, { types }]) => {
    if (types === undefined) return []
    const file = resolve('build/tsc', types.replace('./dist/', ''))
    const entry = join('onecycle', at)
    return [...exportsOf(file)].flatMap(([name, place]) => {
      const [folder] = place.file.slice(resolve('build/tsc').length + 1).split('/')
      const key = folder === 'entry' && name !== 'WasmSource' ? name : `${place.file} ${place.name}`
      if (seen.has(key)) return []
      seen.add(key)
      return [{ entry, name, area: folder === 'entry' ? (OF_ENTRIES[name] ?? 'core') : folder, ...describe(place) }]
    })
  })
}

function describe({ file, name }) {
  const module = read(file)
  const declared = module.declared.get(name)
  // an interface of the same name adds to the class what its types alone know
  const classes = declared.filter(({ declaration }) => declaration.type === 'ClassDeclaration')
  const all = classes.length > 0 ? classes : declared
  const comment = all.map(({ node }) => commentOf(module, node.start)).find((one) => one !== '') ?? ''
  const said = firstSentence(comment)
  const [{ declaration }] = all
  const isType = /^TS(?:Interface|TypeAlias)/.test(declaration.type)
  const signatures = all.map((one) => `\`${signatureOf(module, one, name)}\``)
  const lines = [`- ${signatures.join(', ')}${said ? `: ${said}` : ''}`]
  if (declaration.type === 'ClassDeclaration') lines.push(...linesOfClass(module, declaration))
  return { documented: said !== '', isType, lines }
}

/** docs/api.md, as it should be. */
export function apiPage() {
  const names = publicNames()
  const entries = [...new Set(names.map(({ entry }) => entry))]
  const parts = entries.map((entry) => {
    const own = names.filter((one) => one.entry === entry)
    const areas = Object.entries(AREAS).filter(([area]) => own.some((one) => one.area === area))
    const unknown = own.find(({ area }) => AREAS[area] === undefined)
    if (unknown) throw new Error(`api: ${unknown.name} comes from ${unknown.area}, which no heading of the page names`)
    const sections = areas.map(([area, title]) => {
      const here = own.filter((one) => one.area === area).sort((a, b) => (a.name < b.name ? -1 : 1))
      const listed = (types) => here.filter(({ isType }) => isType === types).flatMap(({ lines }) => lines)
      const types = listed(true)
      const text = [...listed(false), ...(types.length > 0 ? ['', 'Types:', '', ...types] : [])].join('\n').trim()
      return `### ${title}\n\n${text}\n`
    })
    return `## ${entry}\n\n${sections.join('\n')}`
  })
  return `${HEAD}\n${parts.join('\n')}`
}

const HEAD = `# Every public name

By entry point and area, each with its signature and the first sentence of what its declaration says; an editor shows the rest.
\`onecycle/slim\` and \`onecycle/js\` have the names of \`onecycle\`, \`onecycle/schedules\` those under Schedules; each stands once,
where it is first met. \`onecycle/worker\` is a script for a worker and exports nothing. Options with a question mark may be left out.
\`npm run docs:api\` writes this page.
`

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync('docs/api.md', apiPage())
