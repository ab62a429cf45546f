/** An SVG file as a picture of pixels. */

/** Twice as many pixels as the drawing has, for screens and slides that show them. */
const SCALE = 2

export async function pngOf(svg: string): Promise<Blob> {
  const href = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = href
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.naturalWidth * SCALE
    canvas.height = image.naturalHeight * SCALE
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve, reject) => {
      canvas.toBlob(
        (blob) => (blob === null ? reject(new Error('the browser made no PNG')) : resolve(blob)),
        'image/png',
      )
    })
  } finally {
    URL.revokeObjectURL(href)
  }
}
