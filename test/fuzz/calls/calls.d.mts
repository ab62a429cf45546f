export interface WrongCall {
  readonly of: string
  readonly left?: number
  readonly at?: readonly (string | number)[]
  readonly to?: string
  readonly gone?: boolean
  readonly misspelt?: string
}
interface Choices {
  below(limit: number): number
  one<T>(list: readonly T[]): T
}
export function namesOfCalls(): Promise<readonly { readonly of: string }[]>
export function wrongCall(start: { readonly of: string }, draw: Choices): Promise<WrongCall>
export function makeCall(wrong: WrongCall | undefined): Promise<void>
