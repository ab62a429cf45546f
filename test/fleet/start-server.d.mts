export declare const kinds: readonly ['Redis', 'PostgreSQL']

export interface StartedServer {
  readonly url: string
  stop(): Promise<void>
}

export declare function startServer(
  kind: (typeof kinds)[number],
  folder: string,
  redis?: readonly string[],
): Promise<StartedServer | undefined>
