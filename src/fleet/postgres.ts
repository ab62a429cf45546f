/** The store in PostgreSQL: tables in a schema of their own. */
import pg from 'pg'
import { DAYS_KEPT, type Delivery, type Presence } from './protocol.js'
import { nameOf, PAGE, piecesOf, type Store } from './store.js'

/** Made by whoever comes first; the lock keeps two from making them at once. */
const TABLES = `
begin;
select pg_advisory_xact_lock(hashtext('onecycle_fleet'));
create schema if not exists onecycle_fleet;
create table if not exists onecycle_fleet.delivery (
  place bigserial primary key, machine text not null, document text not null, at timestamptz not null default now());
create table if not exists onecycle_fleet.begun (
  trial text, place bigserial, process text not null, at timestamptz not null default now(), primary key (trial, place));
create table if not exists onecycle_fleet.distrusted (
  machine text primary key, trial text not null, at timestamptz not null default now());
create table if not exists onecycle_fleet.data (
  hash text, piece int, pieces int not null, bytes bytea not null, used timestamptz not null default now(),
  primary key (hash, piece));
create table if not exists onecycle_fleet.machine (
  name text primary key, document text not null, until timestamptz not null);
delete from onecycle_fleet.delivery where at < now() - interval '${DAYS_KEPT} days';
delete from onecycle_fleet.begun where at < now() - interval '${DAYS_KEPT} days';
delete from onecycle_fleet.distrusted where at < now() - interval '${DAYS_KEPT} days';
delete from onecycle_fleet.data where used < now() - interval '${DAYS_KEPT} days';
delete from onecycle_fleet.machine where until < now();
commit;`

/** @throws where the server does not answer, or refuses the tables */
export async function openPostgres(url: string): Promise<Store> {
  const pool = new pg.Pool({ connectionString: url, max: 4, connectionTimeoutMillis: 5000 })
  // a lost connection is replaced when the next query needs one
  pool.on('error', () => {})
  try {
    await pool.query(TABLES)
  } catch (error) {
    await pool.end()
    throw error
  }
  const rows = async (text: string, values: unknown[]) => (await pool.query(text, values)).rows
  return {
    async deliver(delivery) {
      // one at a time: a reader that has seen a place has seen all before it
      const client = await pool.connect()
      try {
        await client.query("begin; select pg_advisory_xact_lock(hashtext('onecycle_fleet.delivery'))")
        await client.query('insert into onecycle_fleet.delivery (machine, document) values ($1, $2)', [
          delivery.machine,
          JSON.stringify(delivery),
        ])
        await client.query('delete from onecycle_fleet.begun where trial = $1', [delivery.id])
        await client.query('commit')
        client.release()
      } catch (error) {
        client.release(true)
        throw error
      }
    },
    async deliveries(after) {
      const found = await rows(
        'select place, document from onecycle_fleet.delivery where place > $1 order by place limit $2',
        [after ?? 0, PAGE],
      )
      const deliveries = found.map(({ document }) => JSON.parse(document) as Delivery)
      return { after: found.at(-1)?.place ?? after, deliveries }
    },
    async begin(id, process) {
      // the statement sees the table as it was before it
      const before = await rows(
        `with begun as (insert into onecycle_fleet.begun (trial, process) values ($1, $2))
         select process from onecycle_fleet.begun where trial = $1 order by place`,
        [id, process],
      )
      return before.map((row) => row.process)
    },
    async leave(id, process) {
      await rows(
        `delete from onecycle_fleet.begun where trial = $1 and place =
           (select max(place) from onecycle_fleet.begun where trial = $1 and process = $2)`,
        [id, process],
      )
    },
    async distrust(machine, id) {
      await rows(
        `insert into onecycle_fleet.distrusted (machine, trial) values ($1, $2)
         on conflict (machine) do update set at = excluded.at`,
        [machine, id],
      )
    },
    async distrusted() {
      const found = await rows('select machine, trial from onecycle_fleet.distrusted', [])
      return new Map(found.map(({ machine, trial }) => [machine, trial]))
    },
    async putData(hash, bytes) {
      const pieces = piecesOf(bytes)
      const there = await rows('update onecycle_fleet.data set used = now() where hash = $1 returning piece', [hash])
      if (there.length === pieces.length) return
      for (const [i, piece] of pieces.entries()) {
        await rows(
          'insert into onecycle_fleet.data (hash, piece, pieces, bytes) values ($1, $2, $3, $4) on conflict do nothing',
          [hash, i, pieces.length, piece],
        )
      }
    },
    async getData(hash) {
      const found: Buffer[] = []
      for (let count = 1; found.length < count; ) {
        const [row] = await rows(
          'update onecycle_fleet.data set used = now() where hash = $1 and piece = $2 returning pieces, bytes',
          [hash, found.length],
        )
        if (row === undefined) return undefined
        count = row.pieces
        found.push(row.bytes)
      }
      return Buffer.concat(found)
    },
    async announce(presence, seconds) {
      await rows(
        `insert into onecycle_fleet.machine values ($1, $2, now() + make_interval(secs => $3))
         on conflict (name) do update set document = excluded.document, until = excluded.until`,
        [nameOf(presence), JSON.stringify(presence), seconds],
      )
    },
    async present() {
      const found = await rows('select document from onecycle_fleet.machine where until > now() order by name', [])
      return found.map(({ document }) => JSON.parse(document) as Presence)
    },
    close: () => pool.end(),
  }
}
