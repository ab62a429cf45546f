export const failures: readonly string[]
export function faultOfKept(file: string): Promise<string | undefined>
