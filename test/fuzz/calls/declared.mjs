/**
 * What the declarations say of every public function, and of every constructor and method of a public class: its parameters,
 * the options that they have, and whether a value is of their type as far as one level tells. Reads what tsc wrote into
 * build/tsc, as the table of docs/api.md does.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { commentOf, exportsOf, placeOf, read } from '../../../scripts/api.mjs'

const ROOT = new URL('../../../', import.meta.url)
/** Parameters of these names take options, of which a misspelt one must be refused; the others take data. */
const OPTIONS = /^(?:options|parts|running|run|drawn)$/

/** By entry and name, as `onecycle/csv parseCsv` or `onecycle Network.predict`: the parameters of each overload. */
export function declaredCalls() {
  const { exports } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8'))
  const calls = new Map()
  const seen = new Set()
  for (const [at, { types }] of Object.entries(exports)) {
    if (types === undefined) continue
    const entry = `onecycle${at.slice(1)}`
    const file = fileURLToPath(new URL(types.replace('./dist/', 'build/tsc/'), ROOT))
    for (const [name, place] of exportsOf(file)) {
      // a name stands once, where it is first met
      const key = `${place.file} ${place.name}`
      if (seen.has(key)) continue
      seen.add(key)
      for (const [of, parameters] of callsOf(name, place)) {
        const call = `${entry} ${of}`
        calls.set(call, [...(calls.get(call) ?? []), parameters])
      }
    }
  }
  return new Map([...calls].filter(([, overloads]) => overloads.some((parameters) => parameters.length > 0)))
}

function callsOf(name, { file, name: own }) {
  const module = read(file)
  return module.declared.get(own).flatMap(({ declaration }) => {
    if (declaration.type === 'TSDeclareFunction') return [[name, parametersOf(declaration.params, file)]]
    if (declaration.type === 'VariableDeclaration') {
      const { id } = declaration.declarations.find((one) => one.id.name === own)
      const kind = id.typeAnnotation?.typeAnnotation
      return kind?.type === 'TSFunctionType' ? [[name, parametersOf(kind.params, file)]] : []
    }
    if (declaration.type !== 'ClassDeclaration') return []
    return declaration.body.body.flatMap(({ key, kind, value, start, accessibility }) => {
      if (value?.params === undefined || key?.name === undefined || key.type === 'PrivateIdentifier') return []
      if (accessibility === 'private' || /Not for users|@internal/.test(commentOf(module, start))) return []
      return [[kind === 'constructor' ? name : `${name}.${key.name}`, parametersOf(value.params, file)]]
    })
  })
}

function parametersOf(nodes, file) {
  return nodes.map((node) => {
    const type = { node: node.typeAnnotation?.typeAnnotation, file }
    return {
      name: node.name ?? 'values',
      optional: node.optional === true,
      type,
      takesOptions: OPTIONS.test(node.name),
    }
  })
}

/** The members of an object type by name, each with `optional` and `type`; empty for every other type. */
export function membersOf(type, depth = 0) {
  const { node, file } = type
  if (node === undefined || depth > 8) return new Map()
  const within = (inner) => membersOf({ node: inner, file }, depth + 1)
  switch (node.type) {
    case 'TSTypeLiteral':
      return ownMembers(node.members, file)
    case 'TSIntersectionType':
    case 'TSUnionType':
      return new Map(node.types.flatMap((one) => [...within(one)]))
    case 'TSParenthesizedType':
      return within(node.typeAnnotation)
    case 'TSTypeReference': {
      const [first, second] = node.typeArguments?.params ?? []
      const name = node.typeName.name
      if (/^(?:Readonly|Partial|Required)$/.test(name)) return within(first)
      if (name === 'Pick' || name === 'Omit') {
        const listed = literalsOf(second)
        return new Map([...within(first)].filter(([member]) => listed.includes(member) === (name === 'Pick')))
      }
      return new Map(declarationsOf(type).flatMap((one) => [...membersOfDeclaration(one, depth)]))
    }
    default:
      return new Map()
  }
}

function membersOfDeclaration({ declaration, file }, depth) {
  if (declaration.type === 'TSTypeAliasDeclaration') {
    return membersOf({ node: declaration.typeAnnotation, file }, depth + 1)
  }
  if (declaration.type !== 'TSInterfaceDeclaration') return new Map()
  const bases = declaration.extends.flatMap(({ expression, typeArguments }) => {
    const node = { type: 'TSTypeReference', typeName: expression, typeArguments }
    return [...membersOf({ node, file }, depth + 1)]
  })
  return new Map([...bases, ...ownMembers(declaration.body.body, file)])
}

function ownMembers(members, file) {
  const named = members.filter(({ key, type }) => key?.name !== undefined && type === 'TSPropertySignature')
  return new Map(
    named.map(({ key, optional, typeAnnotation }) => {
      return [key.name, { optional: optional === true, type: { node: typeAnnotation?.typeAnnotation, file } }]
    }),
  )
}

function literalsOf(node) {
  const nodes = node.type === 'TSUnionType' ? node.types : [node]
  return nodes.map(({ literal }) => literal?.value)
}

/** What a name of a type stands for; nothing for names of the language and for parameters of types. */
function declarationsOf({ node, file }) {
  const { name } = node.typeName
  const module = read(file)
  if (!module.declared.has(name) && !module.imported.has(name)) return []
  const place = placeOf(file, name, module.declared)
  return read(place.file)
    .declared.get(place.name)
    .map(({ declaration }) => ({ declaration, file: place.file }))
}

const KINDS = {
  TSNumberKeyword: 'number',
  TSStringKeyword: 'string',
  TSBooleanKeyword: 'boolean',
  TSUndefinedKeyword: 'undefined',
  TSFunctionType: 'function',
}

/** Whether a value is of a type, as far as its kind and that of its elements tell. */
export function admits(type, value, depth = 0) {
  const { node, file } = type
  if (node === undefined || depth > 8) return true
  const within = (inner) => admits({ node: inner, file }, value, depth + 1)
  if (Object.hasOwn(KINDS, node.type)) return typeof value === KINDS[node.type]
  switch (node.type) {
    case 'TSNullKeyword':
      return value === null
    case 'TSLiteralType':
      return node.literal.type === 'TemplateLiteral' || value === node.literal.value
    case 'TSUnionType':
      return node.types.some(within)
    case 'TSIntersectionType':
      return node.types.every(within)
    case 'TSParenthesizedType':
    case 'TSTypeOperator':
      return node.operator === 'keyof' ? typeof value === 'string' : within(node.typeAnnotation)
    case 'TSArrayType':
      // numbers may stand in a typed array too
      if (ArrayBuffer.isView(value)) return true
      return Array.isArray(value) && value.every((one) => admits({ node: node.elementType, file }, one, depth + 1))
    case 'TSTupleType':
      return Array.isArray(value) && value.length <= node.elementTypes.length
    case 'TSIndexedAccessType':
      // (typeof names)[number]
      return node.indexType.type !== 'TSNumberKeyword' || typeof value === 'string'
    case 'TSTypeLiteral':
      return isObject(value)
    case 'TSTypeReference':
      return admitsName(type, value, depth)
    default:
      return true
  }
}

function admitsName(type, value, depth) {
  const declarations = declarationsOf(type)
  if (declarations.length === 0) return true
  return declarations.every(({ declaration, file }) => {
    if (declaration.type === 'TSTypeAliasDeclaration') {
      return admits({ node: declaration.typeAnnotation, file }, value, depth + 1)
    }
    return isObject(value)
  })
}

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function'
