/** The mistakes that the network was most sure of: as pictures where rows are images, else the cells of their rows. */
import { count } from '../../words.js'
import { escapeHtml, paragraph, tableHtml } from '../html.js'
import type { Mistake, Mistakes } from './facts.js'
import { isPicture, pictureUrl } from './picture.js'

const MOST_PICTURES = 24
const MOST_ROWS = 15
/** Columns of cells that a sheet of paper has room for; rows of more are told in lines. */
const MOST_COLUMNS = 12

export function mistakesHtml({ image, columns, rows, count: all = rows.length }: Mistakes): string[] {
  if (rows.length === 0) return []
  const surest = [...rows].sort((a, b) => (b.probability ?? 0) - (a.probability ?? 0) || a.row - b.row)
  const pictures = image !== undefined && isPicture(image)
  const shown = surest.slice(0, pictures ? MOST_PICTURES : MOST_ROWS)
  const which = shown.length < all ? `; these are the ${shown.length} that the network was most sure of` : ''
  const said = paragraph(`${all === 1 ? 'One row was' : `${count(all)} rows were`} misclassified${which}.`)
  return [said, pictures ? pictureList(shown, image) : rowsOfCells(shown, columns)]
}

function pictureList(shown: readonly Mistake[], image: readonly number[]): string {
  const items = shown.map((mistake) => {
    const { row, actual, predicted, features } = mistake
    const words = `row ${row}: ${actual}, taken for ${predicted}`
    const source = pictureUrl(image, features as ArrayLike<number>)
    return (
      `<li><img src="${source}" alt="${escapeHtml(words)}"><strong>${escapeHtml(actual)}</strong> taken for ` +
      `<strong>${escapeHtml(predicted)}</strong><small>${escapeHtml(probabilityText(mistake))}row ${count(row)}</small></li>`
    )
  })
  return `<ul class="pictures">${items.join('\n')}</ul>`
}

function probabilityText({ probability }: Mistake): string {
  return probability === null ? '' : `${percentText(probability)}, `
}

function rowsOfCells(shown: readonly Mistake[], columns: readonly string[] = []): string {
  const width = Math.max(columns.length, ...shown.map(({ features }) => features.length))
  const names = Array.from({ length: width }, (_, i) => columns[i] ?? `column ${i + 1}`)
  if (width > MOST_COLUMNS) return `<ul>${shown.map((mistake) => rowInLines(mistake, names)).join('\n')}</ul>`
  const rows = shown.map(({ row, actual, predicted, probability, features }) => [
    count(row),
    actual,
    predicted,
    probability === null ? '-' : percentText(probability),
    ...names.map((_, i) => cellText(features[i])),
  ])
  return tableHtml('The rows', ['row', 'class', 'predicted', 'probability', ...names], rows)
}

function rowInLines(mistake: Mistake, names: readonly string[]): string {
  const { row, actual, predicted, features } = mistake
  const cells = names.map((name, i) => `${name} ${cellText(features[i]) || '-'}`).join(', ')
  return (
    `<li><strong>${escapeHtml(actual)}</strong> taken for <strong>${escapeHtml(predicted)}</strong>, ` +
    `${escapeHtml(probabilityText(mistake))}row ${count(row)}<br><small>${escapeHtml(cells)}</small></li>`
  )
}

function cellText(cell: string | number | boolean | null | undefined): string {
  return typeof cell === 'number' ? shortNumber(cell) : `${cell ?? ''}`
}

/** Six significant digits. */
function shortNumber(value: number): string {
  return `${Number(value.toPrecision(6))}`
}

function percentText(share: number): string {
  return share > 0.999 && share < 1 ? '> 99.9 %' : `${Number((100 * share).toFixed(1))} %`
}
