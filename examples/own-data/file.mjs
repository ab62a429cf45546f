import { readFileSync } from 'node:fs'
import { loadNetwork } from 'onecycle'
import { csvRows } from 'onecycle/csv'

const network = await loadNetwork(readFileSync('species.net'))
const rows = csvRows(readFileSync('new.csv'))
for (const { className } of network.predict(rows)) console.log(className)
