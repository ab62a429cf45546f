import { expect, test } from 'vitest'
import { embeddedJson, escapeHtml, listHtml, pageHtml, tableHtml } from '../../src/report/html.js'

test('text from data cannot become markup', () => {
  expect(escapeHtml('<b a="1">&\'')).toBe('&lt;b a=&quot;1&quot;&gt;&amp;&#39;')
  expect(tableHtml('<i>', ['<b>'], [['<u>', 1]])).not.toMatch(/<[ibu]>/)
  expect(listHtml([['<a>', '<b>']])).toBe('<dl><dt>&lt;a&gt;</dt><dd>&lt;b&gt;</dd></dl>')
})

test('a ready piece of HTML stands in a cell as it is', () => {
  expect(tableHtml('t', ['a', 'b'], [['row', { html: '1<br>2' }]])).toContain('<th scope="row">row</th><td>1<br>2</td>')
})

test('embedded JSON reads back, and no text of it ends its element', () => {
  const value = { a: '</script><script>alert(1)</script>', b: [1, null] }
  const html = embeddedJson('data', value)
  expect(html.match(/<\/script>/g)).toHaveLength(1)
  const text = html.slice(html.indexOf('>') + 1, html.lastIndexOf('<'))
  expect(JSON.parse(text)).toEqual(value)
})

test('a page says its language, its character set and its width, and its title is escaped', () => {
  const page = pageHtml('a < b', ['<p>x</p>'])
  expect(page).toMatch(/^<!doctype html>\n<html lang="en">/)
  expect(page).toContain('<meta charset="utf-8">')
  expect(page).toContain('width=device-width')
  expect(page).toContain('<title>a &lt; b</title>')
})
