/**
 * The colours of the reports, by day and by night. A drawing names each as a variable with the light value behind it, so
 * that it follows the page that it stands in, and needs none.
 */
import { checkOneOf } from '../../check.js'

/** Light, dark. Text has a contrast of 4.5 : 1 at least with what is under it, lines and marks 3 : 1. */
const TONES = {
  paper: ['#ffffff', '#16191d'],
  ink: ['#212529', '#e9ecef'],
  faint: ['#5c636a', '#adb5bd'],
  border: ['#dee2e6', '#373d44'],
  soft: ['#f1f3f5', '#22272c'],
  warning: ['#fff4e6', '#36240e'],
  'warning-edge': ['#d9480f', '#ff922b'],
  fair: ['#ebfbee', '#13291a'],
  'fair-edge': ['#2b8a3e', '#51cf66'],
  grid: ['#e9ecef', '#2b3036'],
  axis: ['#868e96', '#868e96'],
  raw: ['#868e96', '#7a838c'],
  subject: ['#d9480f', '#ff8f57'],
  'curve-1': ['#1864ab', '#4dabf7'],
  'curve-2': ['#2b8a3e', '#51cf66'],
  'curve-3': ['#862e9c', '#cc8ef5'],
  'curve-4': ['#495057', '#c5ccd3'],
  'curve-5': ['#c2255c', '#f783ac'],
  'curve-6': ['#0b7285', '#3bc9db'],
  'curve-7': ['#5c940d', '#a9e34b'],
  'curve-8': ['#846358', '#d0a98f'],
  // a row of one hue, from what is faint on the paper to what stands out
  'shade-1': ['#4c90cf', '#42719f'],
  'shade-2': ['#357cbd', '#5288ba'],
  'shade-3': ['#2567a6', '#689fd1'],
  'shade-4': ['#19528a', '#86b8e5'],
  'shade-5': ['#113e6c', '#a9d0f4'],
  'shade-6': ['#0a2b4f', '#d3e8fc'],
  // the fullest shades of the cells of a table, under ink
  right: ['#8cc4f0', '#1b4f7d'],
  wrong: ['#f5b183', '#7d3a12'],
} as const satisfies Record<string, readonly [light: string, dark: string]>

export type Tone = keyof typeof TONES

/** A colour as it stands in a drawing or a style. */
export function tone(name: Tone): string {
  return `var(--oc-${name},${TONES[name][0]})`
}

/** The same, where no variable is understood: in a file of its own. */
export function withoutVariables(svg: string): string {
  return svg.replace(/var\(--oc-[\w-]+,(#[0-9a-f]+)\)/g, '$1')
}

/** Every colour of one time of the day, as the declarations of a style sheet, for a page that looks as the reports do. */
export function toneVariables(time: 'light' | 'dark'): string {
  checkOneOf('toneVariables', 'time', time, ['light', 'dark'])
  const index = time === 'light' ? 0 : 1
  return Object.entries(TONES)
    .map(([name, values]) => `--oc-${name}: ${values[index]};`)
    .join(' ')
}
