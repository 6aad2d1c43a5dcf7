/** A refusal in the shape that vLLM gives it. */
export class VllmError extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    message: string,
    readonly param: string | null = null,
  ) {
    super(message)
  }

  get body() {
    return {
      error: { message: this.message, type: this.type, param: this.param, code: this.status },
    }
  }
}

export const badRequest = (message: string, param: string | null = null): VllmError =>
  new VllmError(400, 'BadRequestError', message, param)
