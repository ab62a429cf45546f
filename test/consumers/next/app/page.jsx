'use client'

import { createNetwork, dense, digits, oneCycle, sgd, train } from 'onecycle'
import { useEffect, useState } from 'react'

export default function Page() {
  const [answer, setAnswer] = useState('')
  useEffect(() => {
    async function run() {
      const { training, test } = digits({ seed: 1, training: 1000, test: 200 })
      const network = await createNetwork({ inputs: 784, layers: [dense(32, 'relu'), dense(10)], seed: 1 })
      await train(network, training, {
        epochs: 2,
        batchSize: 50,
        optimizer: ({ totalSteps }) => sgd(oneCycle({ totalSteps, peak: 0.1 })),
      })
      setAnswer(`${network.evaluate(test).accuracy} ${network.sha256()}`)
    }
    run()
  }, [])
  return <p>{answer}</p>
}
