/** Makes and checks what is kept of a password. */
export abstract class PasswordHasher {
  abstract hash(password: string): Promise<string>

  /** Takes the same time whether or not there is a hash to compare with. */
  abstract verify(hash: string | null, password: string): Promise<boolean>
}
