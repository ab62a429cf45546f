/** Fashion-MNIST (H. Xiao, K. Rasul, R. Vollgraf, 2017): its IDX files hold no names of classes, but tell who they are. */
import { isBytes } from '../../check.js'
import { sha256Hex } from '../../math/sha256.js'

const CLASS_NAMES = [
  'T-shirt/top',
  'trouser',
  'pullover',
  'dress',
  'coat',
  'sandal',
  'shirt',
  'sneaker',
  'bag',
  'ankle boot',
]

/** SHA-256 of the labels that were published, by their number. */
const PUBLISHED: Readonly<Record<number, string>> = {
  60000: '657fbd221bfc9f4198cc14b5619cc33ec57c58dd0e47af4d99d6650759e869a7',
  10000: '3d0e6c6ea990b53b6f8f500a41cac93881d981b315f84578b7d915342ade01e9',
}

/** The names of the classes, where the labels are those of a published file; undefined for any other. */
export function fashionMnistNames(labels: ArrayBufferView): readonly string[] | undefined {
  if (!isBytes(labels)) return undefined
  const published = PUBLISHED[labels.length]
  return published !== undefined && sha256Hex(labels) === published ? CLASS_NAMES : undefined
}
