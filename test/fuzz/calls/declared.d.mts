export interface Parameter {
  readonly name: string
  readonly optional: boolean
  readonly type: object
}
export function declaredCalls(): ReadonlyMap<string, readonly (readonly Parameter[])[]>
export function admits(type: object, value: unknown): boolean
