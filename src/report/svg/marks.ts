/** The marks that every drawing is made of, as SVG text, and the frame around them. */
import { checkNumber, checkText } from '../../check.js'
import { escapeHtml } from '../html.js'
import { tone, withoutVariables } from './tones.js'

/** How a line looks. */
export interface Stroke {
  /** as CSS writes it */
  readonly color: string
  /** dash pattern; a full line without one */
  readonly dash?: string
  /** default 2 */
  readonly width?: number
}

export const GRID = tone('grid')
export const AXIS = tone('axis')
const FONT = 12
/** Width of a digit, roughly. */
export const DIGIT = 6.6

/** A drawing for a page. @param title what it shows, for those who cannot see it */
export function drawing(title: string, width: number, height: number, marks: readonly string[]): string {
  return [
    `<svg viewBox="0 0 ${width} ${pixels(height)}" role="img" aria-label="${escapeHtml(title)}" font-family="system-ui, sans-serif"`,
    ` font-size="${FONT}" fill="${tone('ink')}">`,
    ...marks,
    '</svg>',
  ].join('')
}

/** The size of a drawing, in pixels. */
export function checkSize(where: string, width: number, height: number): void {
  for (const [what, pixels] of Object.entries({ width, height })) checkNumber(where, what, pixels, 1, 100_000)
}

/** A drawing as a file of its own: with its name space, its size, colours as they are and white under it. */
export function standalone(svg: string, width: number, height: number): string {
  checkText('standalone', 'svg', svg)
  checkSize('standalone', width, height)
  const opening = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${pixels(height)}" `
  const file = svg.replace('<svg ', opening).replace('>', '><rect width="100%" height="100%" fill="#fff"/>')
  return `${withoutVariables(file)}\n`
}

export function strokeAttributes({ color, dash, width = 2 }: Stroke): string {
  const dashes = dash === undefined || dash === '' ? '' : ` stroke-dasharray="${dash}"`
  return `fill="none" stroke="${color}" stroke-width="${width}"${dashes}`
}

/** A straight line of the axes and the grid. */
export function rule(x1: number, y1: number, x2: number, y2: number, color: string): string {
  return `<path d="M${pixels(x1)} ${pixels(y1)}L${pixels(x2)} ${pixels(y2)}" stroke="${color}"/>`
}

export interface LabelStyle {
  /** default ink */
  readonly color?: string
  readonly bold?: boolean
  /** whether what lies under it is held off, so that it can be read on lines */
  readonly halo?: boolean
}

export function label(
  x: number,
  y: number,
  content: string,
  anchor: 'start' | 'middle' | 'end',
  { color, bold = false, halo = false }: LabelStyle = {},
): string {
  const fill = color === undefined ? '' : ` fill="${color}"`
  const weight = bold ? ' font-weight="600"' : ''
  const edge = halo ? ` stroke="${tone('paper')}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"` : ''
  return `<text x="${pixels(x)}" y="${pixels(y)}" text-anchor="${anchor}"${fill}${weight}${edge}>${escapeHtml(content)}</text>`
}

/** Tenths of a pixel are enough. */
export function pixels(value: number): number {
  return Math.round(10 * value) / 10
}
