export function faultOf<T>(
  read: (input: T) => unknown,
  input?: T,
): Promise<{ refused?: unknown; fault?: string | undefined }>
