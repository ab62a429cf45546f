import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface PublicName {
  readonly entry: string
  readonly name: string
  readonly documented: boolean
}

const url = new URL('../../scripts/api.mjs', import.meta.url).href
const { apiPage, publicNames } = (await import(url)) as { apiPage(): string; publicNames(): PublicName[] }
const page = readFileSync('docs/api.md', 'utf8')

test('the index of the public names is what "npm run docs:api" makes of this build', () => {
  expect(page).toBe(apiPage())
})

test('every public name has a sentence that says what it is', () => {
  const bare = publicNames().filter(({ documented }) => !documented)
  expect(bare.map(({ entry, name }) => `${entry}: ${name}`)).toEqual([])
})

test('no public name but the engines, which each entry point has its own of, stands for two things', () => {
  const names = publicNames().flatMap(({ name }) => (name.startsWith('Engine') ? [] : name))
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
})

test('every name that an entry point exports as a value is on the page', async () => {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8'))
  const paths = Object.values(exports as Record<string, { types?: string; default: string }>)
  const scripts = paths.filter(({ types }) => types !== undefined).map((path) => path.default)
  for (const script of scripts.filter((path) => !path.includes('worker'))) {
    const module = await import(new URL(`../../${script}`, import.meta.url).href)
    for (const name of Object.keys(module)) expect(page).toMatch(new RegExp(`^- \`(?:class )?${name}\\b`, 'm'))
  }
})

test.each(['predict', 'createDataset', 'loadNetwork', 'meanSquaredError', 'defineSchedule', 'prepareTable'])(
  '%s is found on it',
  (name) => {
    expect(page).toMatch(new RegExp(`\`${name}\\(|: .*\\b${name}\\b`))
  },
)
