/** The three files of a policy, as one writes them. */
export interface PolicyFiles {
  readonly text: string
  readonly manifest: string
  readonly cases: string
}
