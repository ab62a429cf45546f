import { expect, test } from 'vitest'
import { createNetwork, dense, digits, sgd, Training } from '../../src/entry/index.js'

test('what is saved is bytes that a Blob and a response take, by their types too', async () => {
  const { training } = digits({ training: 20, test: 1 })
  const network = await createNetwork({ inputs: 784, layers: [dense(10)] })
  const run = new Training(network, training, { epochs: 1, optimizer: sgd({ learningRate: 0.1 }) })
  // a Uint8Array<ArrayBufferLike> is not assignable: it may lie in shared memory
  const parts: (BlobPart & BodyInit)[] = [network.save(), run.checkpoint()]
  for (const part of parts) {
    expect(new Uint8Array(await new Blob([part]).arrayBuffer())).toEqual(part)
    expect(new Uint8Array(await new Response(part).arrayBuffer())).toEqual(part)
  }
})
