/** One row of image data as a picture: grey as ink on the page's paper, colours as they are. */
import { useEffect, useRef } from 'preact/hooks'
import { colour, useTheme } from '../plot/theme.ts'
import { colourOf } from './plane/plane.ts'

interface PictureProps {
  readonly pixels: Uint8Array | Float32Array
  /** [height, width, channels] */
  readonly shape: readonly number[]
  readonly label: string
  readonly size?: number
}

export function Picture({ pixels, shape, label, size = 56 }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const theme = useTheme()
  const [height = 1, width = 1, channels = 1] = shape
  useEffect(() => {
    const paper = colourOf(colour('paper'))
    const ink = colourOf(colour('ink'))
    const highest = pixels instanceof Uint8Array ? 255 : Math.max(1e-9, ...pixels)
    const image = new ImageData(width, height)
    for (let at = 0; at < width * height; at++) {
      for (let part = 0; part < 3; part++) {
        const value = (pixels[at * channels + (channels === 3 ? part : 0)] as number) / highest
        const [from, to] = [paper[part] as number, ink[part] as number]
        image.data[4 * at + part] = channels === 3 ? 255 * value : from + value * (to - from)
      }
      image.data[4 * at + 3] = 255
    }
    canvas.current?.getContext('2d')?.putImageData(image, 0, 0)
  }, [pixels, theme, width, height, channels])
  return (
    <canvas
      class="learned-picture"
      ref={canvas}
      width={width}
      height={height}
      role="img"
      aria-label={label}
      style={{ width: `${size}px`, height: `${(size * height) / width}px` }}
    />
  )
}
