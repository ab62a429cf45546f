/** One attack in this process: what it finds goes to the process that started it. */
const [name] = process.argv.slice(2)
const { attack } = await import(new URL(`${name}.mjs`, import.meta.url))
for await (const line of attack()) process.send(line)
process.disconnect()
