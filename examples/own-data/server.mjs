import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { loadNetwork } from 'onecycle'

const network = await loadNetwork(readFileSync('species.net'))

const server = createServer(async (request, response) => {
  const answer = (status, value) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  }
  try {
    const parts = []
    for await (const part of request) parts.push(part)
    answer(200, network.predict(JSON.parse(Buffer.concat(parts).toString())))
  } catch (error) {
    // no JSON, or a row that does not fit: the message names the column
    answer(400, { error: error.message })
  }
})
server.listen(Number(process.env.PORT ?? 3000), () => {
  console.log(`http://localhost:${server.address().port}`)
})
